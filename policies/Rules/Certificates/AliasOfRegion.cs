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
    public override IReadOnlyList<Input> Reads { get; } = [Input.Mesh, Input.Fleet];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var mesh = view.Mesh;
        var others = view.Fleet.Clusters.Select(cluster => cluster.Mesh.TrustDomain).Concat(mesh.CaTrustDomains)
            .Where(domain => domain != mesh.TrustDomain).ToHashSet(StringComparer.Ordinal);
        foreach (var installation in view.Installations)
        {
            foreach (var alias in installation.Settings.TrustDomainAliases.Where(others.Contains))
            {
                yield return Find(
                    installation.Subject,
                    installation.Node,
                    installation.FieldOf("trustDomainAliases"),
                    $"'{alias}' is a trust domain of its own and an alias of {mesh.TrustDomain}: its ns/sa pass for ours in policies and in server names");
            }
        }
    }
}
