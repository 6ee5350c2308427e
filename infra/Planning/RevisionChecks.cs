using System.Globalization;
using Components.Intent;
using Components.Platform;
using Infra.Settings;

namespace Infra.Planning;

/// <summary>Checks the revisions of Istio's control plane, and which of them namespaces choose.</summary>
internal static class RevisionChecks
{
    /// <summary>Reports what no cluster could run, and choices that lead nowhere.</summary>
    public static void Check(PlanningContext context)
    {
        var revisions = context.Settings.Platform.Revisions;
        CheckNamespaces(context, revisions);
        if (revisions.Count == 0)
        {
            return;
        }

        CheckTags(context, revisions);
        CheckVersions(context, revisions);
        foreach (var region in context.Settings.Regions.Where(region => region.Value.DataPlane == DataPlaneKind.Ambient))
        {
            context.Report.Add(
                SettingPaths.Platform["revisions"],
                $"region {region.Key} is ambient, and its ztunnels and waypoints follow one control plane",
                fix: "remove the revisions; upgrade mtls:platform.istio in place");
        }
    }

    private static void CheckNamespaces(PlanningContext context, IReadOnlyDictionary<string, RevisionSettings> revisions)
    {
        string[] choices = [.. revisions.Keys.Concat(revisions.Values.SelectMany(revision => revision.Tags)).Distinct().Order(StringComparer.Ordinal)];
        foreach (var (name, own) in context.Settings.Namespaces)
        {
            if (own.Revision is not { } chosen)
            {
                continue;
            }

            var path = SettingPaths.Namespaces[name]["revision"];
            if (!own.Sidecars)
            {
                context.Report.Add(path, "without sidecars there is nothing that a revision would inject", fix: "remove the key");
            }
            else if (!choices.Contains(chosen))
            {
                context.References.Unknown(chosen, path, "revision or tag", choices);
            }
        }
    }

    private static void CheckTags(PlanningContext context, IReadOnlyDictionary<string, RevisionSettings> revisions)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, revision) in revisions)
        {
            for (var index = 0; index < revision.Tags.Count; index++)
            {
                var tag = revision.Tags[index];
                var path = SettingPaths.Platform["revisions"][name]["tags"][index];
                if (revisions.ContainsKey(tag))
                {
                    context.Report.Add(path, $"{tag} is the name of a revision", fix: "give the tag another name");
                }
                else if (!owners.TryAdd(tag, name))
                {
                    context.Report.Add(path, $"{tag} is a tag of {owners[tag]} already", fix: "let each tag stand for one revision");
                }
            }
        }

        if (!owners.ContainsKey(IstioRevision.DefaultTag))
        {
            context.Report.Add(
                SettingPaths.Platform["revisions"],
                $"no revision has the tag {IstioRevision.DefaultTag}, so gateways, and namespaces that choose none, would get no proxies",
                fix: $"add {IstioRevision.DefaultTag} to the tags of one");
        }
    }

    /// <summary>
    /// CRDs come first, so they are of the newest version; and Istio supports parts that are one minor version apart (istio.io, "Supported Releases",
    /// control plane and data plane skew).
    /// </summary>
    private static void CheckVersions(PlanningContext context, IReadOnlyDictionary<string, RevisionSettings> revisions)
    {
        var shared = PlatformChoices.Of(context.Settings.Platform).IstioVersion;
        foreach (var (name, revision) in revisions)
        {
            var path = SettingPaths.Platform["revisions"][name]["version"];
            var (own, other) = (Minor(revision.Version), Minor(shared));
            if (own > other)
            {
                context.Report.Add(
                    path,
                    $"{revision.Version} is newer than the CRDs of mtls:platform.istio, {shared}",
                    fix: $"raise mtls:platform.istio to {revision.Version} first");
            }
            else if (own < other - 1)
            {
                context.Report.Add(
                    path,
                    $"{revision.Version} is more than one minor version behind mtls:platform.istio, {shared}",
                    fix: "upgrade one minor version at a time");
            }
        }
    }

    /// <summary>The second number of a version such as <c>1.30.3</c>; all of Istio's begin with 1.</summary>
    private static int Minor(string version) =>
        version.TrimStart('v').Split('.') is [_, var minor, ..] && int.TryParse(minor, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
