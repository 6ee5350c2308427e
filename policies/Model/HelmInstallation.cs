using Manifests;
using Manifests.Reading;

namespace Policies.Model;

/// <summary>A chart that an object of Flux or Argo CD installs, with the values that the object gives it.</summary>
/// <param name="Subject">The object.</param>
/// <param name="Chart">The chart's name, without its registry.</param>
/// <param name="Field">Where the values stand in the object.</param>
/// <param name="Values">The values; empty where the object gives none.</param>
/// <param name="IsText">Whether they are a text, so that no field inside of it can be named.</param>
/// <param name="Namespace">The namespace that it is installed in; null where the object does not say.</param>
internal sealed record HelmInstallation(ObjectReference Subject, string Chart, string Field, MapNode Values, bool IsText, string? Namespace)
{
    private static readonly System.Text.Encoding Utf8 = new System.Text.UTF8Encoding(false);

    /// <summary>The kinds of the objects that install charts.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["HelmRelease", "Application"];

    /// <summary>The charts that an object installs.</summary>
    /// <param name="node">The object as it was written.</param>
    /// <param name="region">The region whose cluster it belongs to; null for objects from files.</param>
    public static IEnumerable<HelmInstallation> Of(MapNode node, string? region)
    {
        // Hardly any object is one of them, so the kind is asked first.
        var kind = Text(node["kind"]);
        return kind is null || !Kinds.Contains(kind) || ObjectReference.To(node, region) is not { } subject ? [] : (Text(node["apiVersion"])?.Split('/')[0], kind) switch
        {
            ("helm.toolkit.fluxcd.io", "HelmRelease") => HelmRelease(subject, Map(node["spec"])),
            ("argoproj.io", "Application") => Application(subject, Map(node["spec"])),
            _ => [],
        };
    }

    /// <summary>https://fluxcd.io/flux/components/helm/helmreleases</summary>
    private static IEnumerable<HelmInstallation> HelmRelease(ObjectReference subject, MapNode spec)
    {
        if (NameOf(Map(Map(spec["chart"])["spec"])["chart"]) is { } chart)
        {
            yield return new(subject, chart, "spec.values", Map(spec["values"]), IsText: false, Text(spec["targetNamespace"]) ?? subject.Namespace);
        }
    }

    /// <summary>https://argo-cd.readthedocs.io/en/stable/user-guide/helm; the values are a map, or a text.</summary>
    private static IEnumerable<HelmInstallation> Application(ObjectReference subject, MapNode spec)
    {
        var @namespace = Text(Map(spec["destination"])["namespace"]);
        var sources = (spec["sources"] as ListNode)?.OfType<MapNode>().Select((source, index) => (Source: source, Field: $"spec.sources[{index}].helm"))
            .Append((Source: Map(spec["source"]), Field: "spec.source.helm"));
        foreach (var (source, field) in sources ?? [(Map(spec["source"]), "spec.source.helm")])
        {
            if (NameOf(source["chart"]) is not { } chart)
            {
                continue;
            }

            var helm = Map(source["helm"]);
            yield return helm["valuesObject"] is not MapNode && Text(helm["values"]) is { } text
                ? new(subject, chart, $"{field}.values", Parse(text, subject), IsText: true, @namespace)
                : new(subject, chart, $"{field}.valuesObject", Map(helm["valuesObject"]), IsText: false, @namespace);
        }
    }

    private static MapNode Parse(string text, ObjectReference subject) =>
        new ManifestReader().ReadDocuments(Utf8.GetBytes(text), subject.ToString()).Items is [MapNode first, ..] ? first : [];

    private static string? NameOf(Node? chart) => Text(chart)?.Split('/')[^1];

    private static MapNode Map(Node? node) => node as MapNode ?? [];

    private static string? Text(Node? node) => MeshConfigReader.Text(node);
}
