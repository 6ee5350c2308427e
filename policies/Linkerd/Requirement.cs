namespace Policies.Linkerd;

/// <summary>What an AuthorizationPolicy of Linkerd's may require of callers.</summary>
internal enum Requirement
{
    /// <summary>One of the identities of a MeshTLSAuthentication.</summary>
    MeshTls,

    /// <summary>The identity of a ServiceAccount.</summary>
    ServiceAccount,

    /// <summary>An address of a NetworkAuthentication.</summary>
    Network,
}
