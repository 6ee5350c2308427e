namespace Trust.Proof;

/// <summary>The workload that stands for all workloads of a region: which one it is makes no difference to the handshake.</summary>
internal static class ProofIdentity
{
    private const string Namespace = "proof";
    private const string ServiceAccount = "workload";

    /// <summary>The name by which clients outside the mesh dial the server.</summary>
    internal static DnsName Host { get; } = DnsName.Parse($"{ServiceAccount}.{Namespace}.svc");

    /// <summary>Its identity in a trust domain.</summary>
    internal static SpiffeId In(TrustDomain trustDomain) => SpiffeId.ForServiceAccount(trustDomain, Namespace, ServiceAccount);
}
