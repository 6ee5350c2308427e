using Components.Intent;

namespace Infra.Planning;

/// <summary>Reports what approver-policy cannot stand beside, and what cannot stand without it.</summary>
internal static class ApproverChecks
{
    /// <summary>Checks the platform's settings.</summary>
    public static void Check(PlanningContext context, IEnumerable<RegionIntent> regions)
    {
        if (context.Settings.Platform.Approver is null)
        {
            if (context.Settings.Platform.CsiDriver is not null)
            {
                context.Report.Add(
                    SettingPaths.Platform["csiDriver"],
                    "the names that it asks for stand in the pod, so whoever may make pods would be issued any identity of the region; only approver-policy looks at them",
                    fix: $"set {SettingPaths.Platform["approver"]}: {{}}");
            }

            return;
        }

        if (regions.Any(region => region.Namespaces.Any(own => own.InLinkerd)))
        {
            context.Report.Add(
                SettingPaths.Platform["approver"],
                "the request for the certificate of Linkerd's identity issuer has no policy here, so it would wait forever",
                fix: "remove the key");
        }

        if (context.Settings.Platform.IstioCsr is not null)
        {
            context.Report.Add(
                SettingPaths.Platform["approver"],
                "istio-csr's requests for the mesh's certificates have no policies here, so they would wait forever",
                fix: $"remove the key, or {SettingPaths.Platform["istioCsr"]}");
        }
    }
}
