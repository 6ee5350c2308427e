namespace Trust.Proof;

/// <summary>The workload that stands for all workloads of a region: which one it is makes no difference to the handshake.</summary>
internal static class ProofIdentity
{
    private const string Namespace = "proof";
    private const string ServiceAccount = "workload";

    /// <summary>The name by which clients outside the mesh dial the server.</summary>
    internal static DnsName Host { get; } = DnsName.Parse($"{ServiceAccount}.{Namespace}.svc");

    /// <summary>How Linkerd's identities of a trust domain end.</summary>
    internal static string LinkerdSuffix(TrustDomain trustDomain) => $".serviceaccount.identity.linkerd.{trustDomain}";

    /// <summary>Its identity in Linkerd's mesh.</summary>
    internal static DnsName LinkerdIn(TrustDomain trustDomain) => DnsName.Parse($"{ServiceAccount}.{Namespace}{LinkerdSuffix(trustDomain)}");

    /// <summary>Its identity in a trust domain.</summary>
    internal static SpiffeId In(TrustDomain trustDomain) => SpiffeId.ForServiceAccount(trustDomain, Namespace, ServiceAccount);
}
