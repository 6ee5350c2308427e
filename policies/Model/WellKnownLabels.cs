namespace Policies.Model;

/// <summary>Labels and annotations that Istio and Linkerd act on.</summary>
public static class WellKnownLabels
{
    /// <summary>On a namespace: <c>enabled</c> injects sidecars.</summary>
    public const string Injection = "istio-injection";

    /// <summary>On a namespace or pod: the revision whose sidecar is injected.</summary>
    public const string Revision = "istio.io/rev";

    /// <summary>On a pod, as label or annotation: <c>true</c> or <c>false</c> decides over the namespace.</summary>
    public const string SidecarInject = "sidecar.istio.io/inject";

    /// <summary>On a pod, as annotation: <c>gateway</c> makes the injected proxy a gateway.</summary>
    public const string InjectionTemplates = "inject.istio.io/templates";

    /// <summary>On a namespace or pod: <c>ambient</c> puts it into Istio's ambient mode, <c>none</c> keeps it out.</summary>
    public const string DataPlaneMode = "istio.io/dataplane-mode";

    /// <summary>On a namespace, service or pod: the waypoint that its traffic goes through.</summary>
    public const string UseWaypoint = "istio.io/use-waypoint";

    /// <summary>On a namespace, service or pod: the namespace of that waypoint.</summary>
    public const string UseWaypointNamespace = "istio.io/use-waypoint-namespace";

    /// <summary>On a Gateway: what a waypoint stands in front of: <c>service</c> (the default), <c>workload</c>, <c>all</c> or <c>none</c>.</summary>
    public const string WaypointFor = "istio.io/waypoint-for";

    /// <summary>On the pods of a gateway of the Gateway API, waypoints too: the Gateway's name.</summary>
    public const string GatewayName = "gateway.networking.k8s.io/gateway-name";

    /// <summary>On a pod: <c>istio</c> where a proxy takes mutual TLS; injection sets it.</summary>
    public const string TlsMode = "security.istio.io/tlsMode";

    /// <summary>On a namespace or pod, as annotation: <c>enabled</c> injects Linkerd's proxy.</summary>
    public const string LinkerdInject = "linkerd.io/inject";

    /// <summary>On a namespace, set by Kubernetes: its name.</summary>
    public const string NamespaceName = "kubernetes.io/metadata.name";
}
