namespace Infra.Planning;

/// <summary>Reports guards that nothing would come of.</summary>
internal static class GuardChecks
{
    /// <summary>Checks the platform's settings.</summary>
    public static void Check(PlanningContext context)
    {
        if (context.Settings.Platform is { Gatekeeper: not null, Guards: false })
        {
            context.Report.Add(
                SettingPaths.Platform["gatekeeper"],
                "Gatekeeper enforces the guards, and there are none",
                fix: $"set {SettingPaths.Platform["guards"]} to true, or remove the key");
        }
    }
}
