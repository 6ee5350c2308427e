namespace Policies.Rules.Authorization;

/// <summary>The trust domains that a mesh knows.</summary>
internal static class TrustDomains
{
    /// <summary>Those whose certificates its servers take: its own, the aliases, and those of its CA certificates.</summary>
    public static HashSet<string> Accepted(RuleView view)
    {
        var mesh = view.Mesh;
        var accepted = new HashSet<string>(mesh.CaTrustDomains, StringComparer.Ordinal) { mesh.TrustDomain };
        accepted.UnionWith(mesh.TrustDomainAliases);
        return accepted;
    }
}
