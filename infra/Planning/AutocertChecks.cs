using Components.Intent;
using Components.Workloads;
using Infra.Settings;

namespace Infra.Planning;

/// <summary>Reports where autocert cannot give certificates, and where somebody else gives them already.</summary>
internal static class AutocertChecks
{
    private static readonly TimeSpan UsualLifetime = TimeSpan.FromHours(24);

    /// <summary>How long its certificates live where a pod says nothing.</summary>
    public static TimeSpan Lifetime(StepCaSettings stepCa, AutocertSettings settings) =>
        settings.Lifetime ?? (stepCa.LongestLeaf < UsualLifetime ? stepCa.LongestLeaf : UsualLifetime);

    /// <summary>Checks its settings.</summary>
    public static void Check(
        PlanningContext context, IReadOnlyDictionary<string, ResolvedNamespace> namespaces, IEnumerable<RegionIntent> regions)
    {
        if (context.Settings.Platform.StepCa is not { Autocert: { } settings } stepCa)
        {
            return;
        }

        var path = SettingPaths.Platform["stepCa"]["autocert"];
        if (settings.Lifetime > stepCa.LongestLeaf)
        {
            context.Report.Add(
                path["lifetime"],
                $"step-ca would refuse a life of {DurationText.Write(settings.Lifetime.Value)}",
                $"at most {DurationText.Write(stepCa.LongestLeaf)}",
                "shorten it, or raise mtls:platform.stepCa.longestLeaf");
        }

        var certified = regions.SelectMany(region => region.Workloads)
            .Where(PodCertificates.AreNeededBy)
            .ToLookup(workload => workload.Namespace, workload => workload.Name, StringComparer.Ordinal);
        for (var index = 0; index < settings.Namespaces.Count; index++)
        {
            var (name, at) = (settings.Namespaces[index], path["namespaces"][index]);
            if (context.References.TryFind(name, at, "namespace", namespaces, SettingPaths.Namespaces, out var found))
            {
                CheckNamespace(context, found.Intent, at, certified[name].Order(StringComparer.Ordinal).FirstOrDefault());
            }
        }
    }

    /// <summary>
    /// A pod has its certificates from one place. In a mesh that is its proxy; and before the proxy runs, nothing that autocert puts into the pod could
    /// reach step-ca. A server outside the mesh has them from cert-manager, under the names of the intent.
    /// </summary>
    private static void CheckNamespace(PlanningContext context, NamespaceIntent own, SettingsPath at, string? certified)
    {
        if (own.DataPlane is { } plane)
        {
            context.Report.Add(
                at,
                $"the pods of {own.Name} have their certificates from the mesh ({WireName.Of(plane)})",
                fix: $"set {SettingPaths.Namespaces[own.Name]["sidecars"]} to false, or leave the namespace out");
        }
        else if (certified is not null)
        {
            context.Report.Add(
                at,
                $"the pods of {certified} in {own.Name} have certificates of cert-manager's, under the names of the stack file",
                fix: "leave the namespace out, and give pods of your own with annotations another namespace");
        }
    }
}
