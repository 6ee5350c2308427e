using Manifests;
using Policies;

namespace Infra.Live;

/// <summary>A pod whose proxy is asked what it holds.</summary>
/// <param name="Reference">The pod.</param>
/// <param name="Manifest">The same as it is in the cluster.</param>
/// <param name="Planned">The identity that it is to have by the plan; null where the plan does not know it.</param>
internal sealed record AskedPod(ObjectReference Reference, MapNode Manifest, string? Planned)
{
    /// <summary>Its service account.</summary>
    public string ServiceAccount => Proxies.Text(Manifest["spec"], "serviceAccountName") ?? Policies.Model.ObjectNames.DefaultServiceAccount;

    /// <summary>What its proxy holds, where that is nothing.</summary>
    /// <param name="proxy">The proxy.</param>
    /// <param name="problem">Why.</param>
    public ProxyCertificate Without(string proxy, string problem) => new() { Pod = Reference, Proxy = proxy, Planned = Planned, Roots = [], Problem = problem };
}
