namespace Policies.Statements;

/// <summary>How a set of callers is named.</summary>
public enum CallerSetKind
{
    /// <summary>Everybody.</summary>
    Anyone,

    /// <summary>Whoever is no workload of the fleet: other identities, and callers without one.</summary>
    Outsiders,

    /// <summary>Whoever shows no certificate of the mesh.</summary>
    Plaintext,

    /// <summary>The workloads of one service.</summary>
    Service,

    /// <summary>The identities of a namespace, in every trust domain.</summary>
    Namespace,

    /// <summary>The identities of a region.</summary>
    Region,

    /// <summary>The identities of a trust domain.</summary>
    TrustDomain,
}
