namespace Policies.Symbolic.Calls;

/// <summary>What the names in clients' certificates look like.</summary>
internal enum IdentityForm
{
    /// <summary>SPIFFE IDs of Kubernetes' form: <c>spiffe://&lt;trust domain&gt;/ns/&lt;namespace&gt;/sa/&lt;account&gt;</c>.</summary>
    Istio,

    /// <summary>
    /// Names of Linkerd's mesh, <c>&lt;account&gt;.&lt;namespace&gt;.serviceaccount.identity.&lt;control plane&gt;.&lt;trust domain&gt;</c>, and SPIFFE IDs of
    /// any form, which workloads outside of the cluster have.
    /// </summary>
    Linkerd,

    /// <summary>Both, where a workload leaves one mesh for the other.</summary>
    Any,
}
