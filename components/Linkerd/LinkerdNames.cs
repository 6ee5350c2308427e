using Components.Intent;
using Trust;

namespace Components.Linkerd;

/// <summary>The names that Linkerd's charts, its proxies and its policies have to agree on.</summary>
public static class LinkerdNames
{
    /// <summary>The control plane's namespace, which every identity names.</summary>
    public const string Namespace = "linkerd";

    /// <summary>The namespace of the CNI plugin, apart from the control plane because it mounts host paths.</summary>
    public const string CniNamespace = "linkerd-cni";

    /// <summary>The Secret with the identity issuer's certificate and key.</summary>
    public const string IssuerSecret = "linkerd-identity-issuer";

    /// <summary>The ConfigMap with the trust anchors, and so the trust-manager Bundle that writes it.</summary>
    public const string TrustRoots = "linkerd-identity-trust-roots";

    /// <summary>The ConfigMap's key.</summary>
    public const string TrustRootsKey = "ca-bundle.crt";

    /// <summary>The label of the control plane's namespace, by which the trust anchors find it.</summary>
    public const string ControlPlaneLabel = "linkerd.io/is-control-plane";

    /// <summary>The API group of Linkerd's policies.</summary>
    public const string PolicyGroup = "policy.linkerd.io";

    /// <summary>The port on which every proxy serves its metrics and its readiness.</summary>
    public const int AdminPort = 4191;

    /// <summary>What the proxies serve there.</summary>
    public static IReadOnlyList<string> AdminPaths { get; } = ["/live", "/metrics", "/ready"];

    /// <summary>The port to which proxies send each other what they do not read as HTTP, with the real port in a header of their own.</summary>
    public const int OpaquePort = 4143;

    /// <summary>The ports that Linkerd's proxy keeps to itself.</summary>
    public static IReadOnlyList<int> ProxyPorts { get; } = [4140, OpaquePort, 4190, AdminPort];

    /// <summary>The server of a workload's port.</summary>
    public static string Server(Workload workload, WorkloadPort port) => $"{workload.Name}-{port.Name}";

    /// <summary>
    /// The name in a Linkerd certificate for a service account, which its SPIFFE ID
    /// <c>spiffe://&lt;trust domain&gt;/ns/&lt;namespace&gt;/sa/&lt;account&gt;</c> names too.
    /// </summary>
    public static string Identity(SpiffeId identity) => identity.Path.Split('/') is ["", "ns", var @namespace, "sa", var account]
        ? $"{account}.{@namespace}.serviceaccount.identity.{Namespace}.{identity.TrustDomain}"
        : throw new ArgumentException($"{identity} is not the identity of a service account", nameof(identity));
}
