using Policies.Linkerd;
using Policies.Model;
using Policies.Symbolic.Authorization;
using Policies.Symbolic.Text;

namespace Policies.Statements;

/// <summary>The names in the certificates of Linkerd's proxies. Those of two regions are the same where their trust domains are.</summary>
internal sealed class LinkerdNames(Fleet fleet, FleetCallers callers) : CallerNames(fleet, callers)
{
    private readonly Dictionary<string, LinkerdSettings> _settings = [];

    /// <inheritdoc/>
    public override string? Of(Workload workload) => workload.DataPlane == DataPlane.Linkerd
        && Fleet.Clusters.FirstOrDefault(cluster => cluster.Region == workload.Region) is { } cluster
            ? SettingsOf(cluster).IdentityOf(workload.Namespace, workload.ServiceAccount)
            : null;

    /// <inheritdoc/>
    protected override IEnumerable<TextPattern> OfNamespace(string name, string? region) =>
        In(region).Select(cluster => LinkerdPatterns.Identity(SettingsOf(cluster).IdentityOf(name, "*")));

    /// <inheritdoc/>
    protected override IEnumerable<TextPattern> OfRegion(string region) => In(region).Select(cluster => OfTrustDomain(SettingsOf(cluster).TrustDomain));

    /// <inheritdoc/>
    protected override TextPattern OfTrustDomain(string name) => LinkerdPatterns.Identity($"*.{name}");

    private IEnumerable<Cluster> In(string? region) => Fleet.Clusters.Where(cluster => region is null || cluster.Region == region);

    private LinkerdSettings SettingsOf(Cluster cluster)
    {
        if (!_settings.TryGetValue(cluster.Region ?? "", out var settings))
        {
            _settings.Add(cluster.Region ?? "", settings = LinkerdSettings.Of(cluster));
        }

        return settings;
    }
}
