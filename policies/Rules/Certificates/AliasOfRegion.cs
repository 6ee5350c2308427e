using Manifests.Core.V1;

namespace Policies.Rules.Certificates;

/// <summary>An alias that is another mesh's trust domain: its identities become equal to the mesh's own.</summary>
internal sealed class AliasOfRegion : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS187",
        Level = FindingLevel.Error,
        Title = "alias that makes regions equal",
        Remedy = "remove the domain from trustDomainAliases; caCertificates[].trustDomains accepts it and keeps it apart",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Mesh, Input.Fleet, Input.Kind<ConfigMap>()];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var mesh = view.Mesh;
        var others = view.Fleet.Clusters.Select(cluster => cluster.Mesh.TrustDomain).Concat(mesh.CaTrustDomains)
            .Where(domain => domain != mesh.TrustDomain).ToHashSet(StringComparer.Ordinal);
        foreach (var map in view.All<ConfigMap>().Where(map => map.Name == "istio" && map.Namespace == mesh.RootNamespace))
        {
            foreach (var alias in mesh.TrustDomainAliases.Where(others.Contains))
            {
                yield return Find(
                    map, "data.mesh", $"'{alias}' is a trust domain of its own and an alias of {mesh.TrustDomain}: its ns/sa pass for ours in policies and in server names");
            }
        }
    }
}
