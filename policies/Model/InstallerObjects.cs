using Manifests;

namespace Policies.Model;

/// <summary>Objects by which others install istiod: Flux, Argo CD, istioctl, the Sail operator.</summary>
internal static class InstallerObjects
{
    /// <summary>The installation that an object makes; null where it makes none.</summary>
    public static MeshInstallation? Read(MapNode node, string? region) => Text(node["kind"]) switch
    {
        "IstioOperator" when IsOf(node, "install.istio.io") => Operator(node, region),
        "Istio" or "IstioRevision" when IsOf(node, "sailoperator.io") => Sail(node, region),
        _ => HelmInstallation.Of(node, region).FirstOrDefault(own => own.Chart == MeshInstallations.Chart) is { } istiod
            ? MeshInstallations.FromValues(istiod.Subject, node, $"{istiod.Field}.", istiod.Values, istiod.Namespace, istiod.IsText)
            : null,
    };

    private static bool IsOf(MapNode node, string group) => Text(node["apiVersion"])?.Split('/')[0] == group;

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
            ValuesField = "spec.values.",
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

    private static MapNode Map(Node? node) => node as MapNode ?? [];

    private static string? Text(Node? node) => MeshConfigReader.Text(node);
}
