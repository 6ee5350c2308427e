namespace Policies.Istio.Validation;

/// <summary>When endpoints are taken out of the balance.</summary>
internal static class OutlierDetectionChecks
{
    public static void Check(Field outlier, Problems problems)
    {
        if (outlier["consecutiveErrors"].Number != 0)
        {
            problems.Warning(outlier["consecutiveErrors"], "the field is deprecated; use consecutiveGatewayErrors or consecutive5xxErrors");
        }

        if (outlier["consecutiveLocalOriginFailures"].Number > 0 && !outlier["splitExternalLocalOriginErrors"].IsTrue)
        {
            problems.Error(outlier["consecutiveLocalOriginFailures"], "the field needs splitExternalLocalOriginErrors: true");
        }

        foreach (var name in new[] { "baseEjectionTime", "interval" })
        {
            problems.ErrorIf(outlier[name], Durations.Fault(outlier[name]));
        }

        CommonChecks.Percent(outlier["maxEjectionPercent"], problems);
        CommonChecks.Percent(outlier["minHealthPercent"], problems);
    }
}
