using Policies.Istio;
using Policies.Model;
using Policies.Symbolic.Text;

namespace Policies.Statements;

/// <summary>SPIFFE IDs, by which Istio's proxies know callers.</summary>
internal sealed class IstioNames(Fleet fleet, FleetCallers callers) : CallerNames(fleet, callers)
{
    /// <inheritdoc/>
    public override string? Of(Workload workload) => workload.Identity;

    /// <inheritdoc/>
    protected override IEnumerable<TextPattern> OfNamespace(string name, string? region) =>
        DomainsOf(region).Select(domain => TextPattern.Prefix($"spiffe://{domain}/ns/{name}/sa/"));

    /// <inheritdoc/>
    protected override IEnumerable<TextPattern> OfRegion(string region) => DomainsOf(region).Select(domain => TextPattern.Prefix($"spiffe://{domain}/"));

    /// <inheritdoc/>
    protected override TextPattern OfTrustDomain(string name) => TextPattern.Prefix($"spiffe://{name}/");

    /// <summary>The trust domains of a region; all that are accepted anywhere where none is named.</summary>
    private IEnumerable<string> DomainsOf(string? region) => region is null
        ? Fleet.Clusters.SelectMany(cluster => TrustDomains.Accepted(cluster.Mesh)).Distinct(StringComparer.Ordinal)
        : Fleet.Clusters.Where(cluster => cluster.Region == region).SelectMany(cluster => TrustDomains.Own(cluster.Mesh)).Distinct(StringComparer.Ordinal);
}
