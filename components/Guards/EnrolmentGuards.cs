using Components.Intent;
using Components.Mesh;

namespace Components.Guards;

/// <summary>What would take a pod or a namespace out of the mesh.</summary>
internal static class EnrolmentGuards
{
    private const string PodSecurity = "pod-security.kubernetes.io/enforce";

    /// <summary>The labels of which one enrols a namespace: in sidecar mode, in that of a revision, in ambient mode.</summary>
    private static readonly string[] Enrolments = ["istio-injection", "istio.io/rev", "istio.io/dataplane-mode"];

    private const string Injected = "sidecar.istio.io/inject";

    /// <summary>Annotations by which traffic passes a sidecar by (Istio, "Resource Annotations").</summary>
    private static readonly string[] Bypasses =
    [
        "traffic.sidecar.istio.io/excludeInboundPorts",
        "traffic.sidecar.istio.io/excludeOutboundIPRanges",
        "traffic.sidecar.istio.io/excludeOutboundPorts",
        "traffic.sidecar.istio.io/includeInboundPorts",
        "traffic.sidecar.istio.io/includeOutboundIPRanges",
        "traffic.sidecar.istio.io/includeOutboundPorts",
    ];

    /// <summary>The guards; none where no namespace is enrolled.</summary>
    public static IEnumerable<Guard> For(RegionIntent intent)
    {
        List<string> enrolled = [.. intent.Namespaces.Where(own => own.Injected).Select(own => own.Name)];
        if (enrolled.Count > 0)
        {
            yield return Pods(intent, enrolled);
            yield return Namespaces(intent, enrolled);
        }
    }

    private static Guard Pods(RegionIntent intent, List<string> enrolled)
    {
        // Servers that speak TLS themselves have no sidecar, wherever they are.
        var outside = intent.Workloads
            .Where(workload => workload.Kind is not ServerKind.Mesh)
            .Select(workload => $"{workload.Namespace}/{workload.ServiceAccount}");
        var isOutside = $"has(object.spec.serviceAccountName) && object.metadata.namespace + '/' + object.spec.serviceAccountName in {Cel.List(outside.Distinct())}";
        var opts = intent.Region.IsAmbient ? ("istio.io/dataplane-mode", "none") : (Injected, "false");
        return new()
        {
            Name = "enrolled-pod",
            Description = "Every pod of an enrolled namespace is in the mesh.",
            Kinds = [new("", "pods", "Pod")],
            Namespaces = enrolled,
            Rules =
            [
                new(
                    Cel.Any(
                        isOutside,
                        Cel.All(
                            $"!({Cel.HasKey("object", ["metadata", "labels"], opts.Item1)} && object.metadata.labels[{Cel.Text(opts.Item1)}] == {Cel.Text(opts.Item2)})",
                            $"!({Cel.HasKey("object", ["metadata", "annotations"], opts.Item1)} && object.metadata.annotations[{Cel.Text(opts.Item1)}] == {Cel.Text(opts.Item2)})")),
                    $"{opts.Item1} {opts.Item2} takes the pod out of the mesh: run it in a namespace without sidecars, under an exception"),
                new(
                    Cel.Any(
                        isOutside,
                        Cel.IfHas("object", ["metadata", "annotations"], $"!object.metadata.annotations.exists(name, name in {Cel.List(Bypasses)})")),
                    "ports and addresses that pass the sidecar by are seen by no policy: remove the annotation"),
                new(
                    "!has(object.spec.hostNetwork) || !object.spec.hostNetwork",
                    "a pod on the node's network has no sidecar and no network policy: remove hostNetwork"),
            ],
        };
    }

    private static Guard Namespaces(RegionIntent intent, List<string> enrolled)
    {
        var levels = intent.Namespaces.Where(own => own.Injected).Select(own => $"{own.Name} {WireName.Of(own.PodSecurity)}");
        var enrolments = NamespaceManifests.For(intent)
            .Where(manifest => enrolled.Contains(manifest.Metadata.Name!))
            .Select(manifest => (manifest.Metadata.Name, Label: manifest.Metadata.Labels!.First(label => Enrolments.Contains(label.Key))))
            .GroupBy(enrolment => enrolment.Label.Key, enrolment => $"{enrolment.Name} {enrolment.Label.Value}")
            .Select(byLabel => $"{Cel.HasKey("object", ["metadata", "labels"], byLabel.Key)}"
                + $" && object.metadata.name + ' ' + object.metadata.labels[{Cel.Text(byLabel.Key)}] in {Cel.List(byLabel)}");
        return new()
        {
            Name = "enrolled-namespace",
            Description = "A namespace that is enrolled in the mesh stays so, and keeps its Pod Security level.",
            Kinds = [new("", "namespaces", "Namespace")],
            Namespaces = enrolled,
            Rules =
            [
                new(
                    Cel.All(
                        Cel.Any([.. enrolments]),
                        // It overrules a revision's label.
                        $"!({Cel.HasKey("object", ["metadata", "labels"], "istio-injection")} && object.metadata.labels['istio-injection'] == 'disabled')"),
                    "the namespace is enrolled in the mesh by a label: take it out of the mesh in the stack file, under an exception"),
                new(
                    $"{Cel.HasKey("object", ["metadata", "labels"], PodSecurity)}"
                    + $" && object.metadata.name + ' ' + object.metadata.labels[{Cel.Text(PodSecurity)}] in {Cel.List(levels)}",
                    "under a weaker Pod Security level a pod can take another's key from the node: set podSecurity in the stack file"),
            ],
        };
    }
}
