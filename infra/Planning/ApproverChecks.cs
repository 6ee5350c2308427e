namespace Infra.Planning;

/// <summary>Reports what approver-policy cannot stand beside.</summary>
internal static class ApproverChecks
{
    /// <summary>Checks the platform's settings.</summary>
    public static void Check(PlanningContext context)
    {
        if (context.Settings.Platform is { Approver: not null, IstioCsr: not null })
        {
            context.Report.Add(
                SettingPaths.Platform["approver"],
                "istio-csr's requests for the mesh's certificates have no policies here, so they would wait forever",
                fix: $"remove the key, or {SettingPaths.Platform["istioCsr"]}");
        }
    }
}
