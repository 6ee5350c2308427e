using Manifests;
using Manifests.Istio.Security.V1;

namespace Policies.Rules.Authorization;

/// <summary>One <c>from[].source</c> of a policy.</summary>
internal sealed record SourcePart(int RuleIndex, int Index, AuthorizationPolicyRule Rule, AuthorizationPolicySource Source) : IRulePart
{
    /// <inheritdoc/>
    public string Path => $"spec.rules[{RuleIndex}].from[{Index}].source";

    /// <summary>Whether it asks for an identity, which a plaintext caller does not have.</summary>
    public bool AsksForIdentity =>
        Has(Source.Principals) || Has(Source.Namespaces) || Has(Source.ServiceAccounts) || Has(Source.TrustDomains);

    /// <summary>Whether it excludes identities, which leaves plaintext callers in.</summary>
    public bool ExcludesIdentities =>
        Has(Source.NotPrincipals) || Has(Source.NotNamespaces) || Has(Source.NotServiceAccounts) || Has(Source.NotTrustDomains);

    /// <summary>Whether it names those without a certificate, and them alone: <c>notPrincipals: ["*"]</c>.</summary>
    public bool IsWithoutCertificate =>
        Source.NotPrincipals is ["*"] && !Has(Source.NotNamespaces) && !Has(Source.NotServiceAccounts) && !Has(Source.NotTrustDomains);

    /// <summary>Whether it asks for a token's principal, which only HTTP requests have.</summary>
    public bool IsHttpOnly => Has(Source.RequestPrincipals) || Has(Source.NotRequestPrincipals);

    /// <summary>Whether it asks for anything that a connection has.</summary>
    public bool AsksOfConnection => AsksForIdentity || ExcludesIdentities
        || Has(Source.IpBlocks) || Has(Source.NotIpBlocks) || Has(Source.RemoteIpBlocks) || Has(Source.NotRemoteIpBlocks);

    private static bool Has(ValueList<string>? values) => values is { Count: > 0 };
}
