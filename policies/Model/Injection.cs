using Manifests.Core.V1;
using Manifests.Meta.V1;
using Policies.Network;

namespace Policies.Model;

/// <summary>Which proxy stands beside a pod: what is injected already, else what the labels would have injected.</summary>
/// <param name="namespaces">The namespaces by name.</param>
/// <param name="injector">What holds where pods and namespaces say nothing.</param>
/// <param name="assumesSidecar">Whether pods of namespaces without an object are taken to have a sidecar.</param>
internal sealed class Injection(IReadOnlyDictionary<string, NamespaceModel> namespaces, InjectorSettings injector, bool assumesSidecar)
{
    internal const string ProxyContainer = "istio-proxy";

    private const string LinkerdContainer = "linkerd-proxy";

    /// <summary>The namespaces that the webhook leaves alone, whatever their labels (<c>IgnoredNamespaces</c>).</summary>
    private static readonly HashSet<string> NeverInjected = new(["kube-system", "kube-public", "kube-node-lease", "local-path-storage"], StringComparer.Ordinal);

    /// <summary>The namespaces whose pods were taken to have a sidecar because the input does not have the namespace's object.</summary>
    internal SortedSet<string> Assumed { get; } = new(StringComparer.Ordinal);

    /// <summary>What stands before a pod.</summary>
    /// <param name="namespace">Its namespace.</param>
    /// <param name="metadata">Its labels and annotations.</param>
    /// <param name="spec">Its containers.</param>
    /// <param name="runs">Whether it is running, so that what was to be injected has been.</param>
    internal DataPlane OfPod(string @namespace, ObjectMeta? metadata, PodSpec? spec, bool runs = false)
    {
        IReadOnlyDictionary<string, string> labels = metadata?.Labels ?? [];
        IReadOnlyDictionary<string, string> annotations = metadata?.Annotations ?? [];
        if (labels.GetValueOrDefault(WellKnownLabels.GatewayName) is not null
            && labels.GetValueOrDefault("gateway.istio.io/managed") == "istio.io-mesh-controller")
        {
            return DataPlane.Waypoint;
        }

        if (HasProxy(annotations, spec, ProxyContainer))
        {
            return IsGateway(labels, annotations) ? DataPlane.Gateway : DataPlane.Sidecar;
        }

        if (HasProxy(annotations, spec, LinkerdContainer))
        {
            return DataPlane.Linkerd;
        }

        return spec?.HostNetwork == true ? DataPlane.None : Injected(@namespace, labels, annotations, runs);
    }

    private DataPlane Injected(string name, IReadOnlyDictionary<string, string> labels, IReadOnlyDictionary<string, string> annotations, bool runs)
    {
        var @namespace = namespaces.GetValueOrDefault(name);
        if (!runs && IsInjected(name, @namespace, labels, annotations))
        {
            return IsGateway(labels, annotations) ? DataPlane.Gateway : DataPlane.Sidecar;
        }

        if ((labels.GetValueOrDefault(WellKnownLabels.DataPlaneMode) ?? @namespace?.Labels.GetValueOrDefault(WellKnownLabels.DataPlaneMode)) == "ambient")
        {
            return DataPlane.Ambient;
        }

        if (runs)
        {
            return DataPlane.None;
        }

        var linkerd = annotations.GetValueOrDefault(WellKnownLabels.LinkerdInject) ?? @namespace?.Annotations.GetValueOrDefault(WellKnownLabels.LinkerdInject);
        return linkerd is "enabled" or "ingress" ? DataPlane.Linkerd : DataPlane.None;
    }

    /// <summary>
    /// The webhook looks at labels alone, and is not called without them, unless it is for all namespaces; the annotation counts for pods that it is called for
    /// (istio: templates/mutatingwebhook.yaml of the chart istiod, and <c>injectRequired</c>). A value that is neither <c>true</c> nor <c>false</c> asks for nothing.
    /// </summary>
    private bool IsInjected(
        string name,
        NamespaceModel? @namespace,
        IReadOnlyDictionary<string, string> labels,
        IReadOnlyDictionary<string, string> annotations)
    {
        var label = labels.GetValueOrDefault(WellKnownLabels.SidecarInject);
        var asked = label ?? annotations.GetValueOrDefault(WellKnownLabels.SidecarInject);
        return !NeverInjected.Contains(name) && asked != "false"
            && (asked == "true" || IsWanted(labels))
            && IsCalledFor(name, @namespace, labels, label);
    }

    /// <summary>What holds for pods for which the webhook is called, and that do not say themselves.</summary>
    private bool IsWanted(IReadOnlyDictionary<string, string> labels) =>
        !injector.Never.Any(selector => selector.Picks(labels)) && (injector.InjectsUnasked || injector.Always.Any(selector => selector.Picks(labels)));

    private bool IsCalledFor(string name, NamespaceModel? @namespace, IReadOnlyDictionary<string, string> labels, string? label)
    {
        if (@namespace?.Labels.GetValueOrDefault(WellKnownLabels.Injection) is { } injection)
        {
            return injection == "enabled";
        }

        if (label == "true" || labels.ContainsKey(WellKnownLabels.Revision) || @namespace?.Labels.ContainsKey(WellKnownLabels.Revision) == true)
        {
            return true;
        }

        if (@namespace is { IsDeclared: true } || !assumesSidecar)
        {
            return injector.IsForEveryNamespace && label is null;
        }

        Assumed.Add(name);
        return true;
    }

    private static bool HasProxy(IReadOnlyDictionary<string, string> annotations, PodSpec? spec, string container) =>
        (container == ProxyContainer && annotations.ContainsKey("sidecar.istio.io/status"))
        || (spec?.Containers ?? []).Concat(spec?.InitContainers ?? []).Any(candidate => candidate.Name == container);

    /// <summary>Whether the labels, or the template that was injected, are those of a gateway.</summary>
    internal static bool IsGateway(IReadOnlyDictionary<string, string> labels, IReadOnlyDictionary<string, string> annotations) =>
        annotations.GetValueOrDefault(WellKnownLabels.InjectionTemplates)?.Contains("gateway", StringComparison.Ordinal) == true
        || labels.GetValueOrDefault("istio") is "ingressgateway" or "egressgateway" or "eastwestgateway"
        || labels.ContainsKey(WellKnownLabels.GatewayName);
}
