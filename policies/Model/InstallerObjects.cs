using Manifests;
using Manifests.Reading;

namespace Policies.Model;

/// <summary>Objects by which others install istiod: Flux, Argo CD, istioctl, the Sail operator.</summary>
internal static class InstallerObjects
{
    private static readonly System.Text.Encoding Utf8 = new System.Text.UTF8Encoding(false);

    /// <summary>The installation that an object makes; null where it makes none.</summary>
    public static MeshInstallation? Read(MapNode node, string? region)
    {
        var group = Text(node["apiVersion"])?.Split('/')[0];
        return (group, Text(node["kind"])) switch
        {
            ("helm.toolkit.fluxcd.io", "HelmRelease") => HelmRelease(node, region),
            ("argoproj.io", "Application") => Application(node, region),
            ("install.istio.io", "IstioOperator") => Operator(node, region),
            ("sailoperator.io", "Istio" or "IstioRevision") => Sail(node, region),
            _ => null,
        };
    }

    /// <summary>https://fluxcd.io/flux/components/helm/helmreleases</summary>
    private static MeshInstallation? HelmRelease(MapNode node, string? region)
    {
        var spec = Map(node["spec"]);
        return IsIstiod(Text(Map(Map(spec["chart"])["spec"])["chart"])) && ObjectReference.To(node, region) is { } subject
            ? MeshInstallations.FromValues(subject, node, "spec.values.", Map(spec["values"]), Text(spec["targetNamespace"]) ?? subject.Namespace)
            : null;
    }

    /// <summary>https://argo-cd.readthedocs.io/en/stable/user-guide/helm; the values are a map, or a text.</summary>
    private static MeshInstallation? Application(MapNode node, string? region)
    {
        var spec = Map(node["spec"]);
        var sources = (spec["sources"] as ListNode)?.OfType<MapNode>().ToList() ?? [];
        var index = sources.FindIndex(source => IsIstiod(Text(source["chart"])));
        var (source, field) = index >= 0 ? (sources[index], $"spec.sources[{index}].helm.") : (Map(spec["source"]), "spec.source.helm.");
        if (!IsIstiod(Text(source["chart"])) || ObjectReference.To(node, region) is not { } subject)
        {
            return null;
        }

        var (helm, @namespace) = (Map(source["helm"]), Text(Map(spec["destination"])["namespace"]));
        if (helm["valuesObject"] is MapNode values || Text(helm["values"]) is not { } text)
        {
            return MeshInstallations.FromValues(subject, node, $"{field}valuesObject.", Map(helm["valuesObject"]), @namespace);
        }

        var documents = new ManifestReader().ReadDocuments(Utf8.GetBytes(text), subject.ToString()).Items;
        return MeshInstallations.FromValues(subject, node, $"{field}values.", documents is [MapNode first, ..] ? first : [], @namespace, isText: true);
    }

    /// <summary>https://istio.io/latest/docs/reference/config/istio.operator.v1alpha1: meshConfig beside values, and variables by component.</summary>
    private static MeshInstallation? Operator(MapNode node, string? region)
    {
        var spec = Map(node["spec"]);
        if (ObjectReference.To(node, region) is not { } subject)
        {
            return null;
        }

        var values = Map(spec["values"]);
        MapNode merged = [.. values.Where(entry => entry.Key is not ("meshConfig" or "env"))];
        merged["meshConfig"] = spec["meshConfig"] ?? values["meshConfig"] ?? new MapNode();
        var variables = (Map(Map(Map(spec["components"])["pilot"])["k8s"])["env"] as ListNode)?.OfType<MapNode>() ?? [];
        MapNode environment = [.. Map(Map(values["pilot"])["env"])];
        foreach (var variable in variables)
        {
            environment[Text(variable["name"]) ?? ""] = variable["value"] ?? "";
        }

        merged["env"] = environment;
        var installation = MeshInstallations.FromValues(subject, node, "spec.", merged, Text(spec["namespace"]));
        return installation with
        {
            ControlPlane = installation.ControlPlane! with { Field = "spec.components.pilot.k8s.env" },
            ConfigField = spec["meshConfig"] is null && values["meshConfig"] is not null ? "spec.values.meshConfig" : "spec.meshConfig",
        };
    }

    /// <summary>https://github.com/istio-ecosystem/sail-operator: spec.values are those of the chart.</summary>
    private static MeshInstallation? Sail(MapNode node, string? region)
    {
        var spec = Map(node["spec"]);
        return ObjectReference.To(node, region) is { } subject
            ? MeshInstallations.FromValues(subject, node, "spec.values.", Map(spec["values"]), Text(spec["namespace"]))
            : null;
    }

    private static bool IsIstiod(string? chart) => chart?.Split('/')[^1] == MeshInstallations.Chart;

    private static MapNode Map(Node? node) => node as MapNode ?? [];

    private static string? Text(Node? node) => MeshConfigReader.Text(node);
}
