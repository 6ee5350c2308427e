using Manifests.ApproverPolicy.V1Alpha1;

namespace Policies.Rules.Spire;

/// <summary>SPIRE asks cert-manager for its CA, and no CertificateRequestPolicy lets it.</summary>
internal sealed class RequestNobodyApproves : ManifestRule
{
    private static readonly CertificateRequestPolicyUsage[] Needed = [CertificateRequestPolicyUsage.CertSign, CertificateRequestPolicyUsage.CrlSign];

    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS623",
        Level = FindingLevel.Error,
        Title = "request of SPIRE that nothing approves",
        Remedy = "write a CertificateRequestPolicy for this issuer and namespace with isCA: true, the usages cert sign and crl sign, SPIRE's subject, "
            + "and uris.values with the trust domain's own SPIFFE ID",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [.. SpireConfiguration.Reads, Input.Kind<CertificateRequestPolicy>()];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var (servers, policies) = (SpireConfiguration.Of(view), view.All<CertificateRequestPolicy>());
        foreach (var server in policies.Count > 0 ? servers : [])
        {
            if (server is not { TrustDomain: { } domain, Upstream: { Issuer: { } issuer, Namespace: { } @namespace } })
            {
                continue;
            }

            var selecting = policies.Where(policy => Selects(policy.Object.Spec.Selector, issuer, @namespace)).ToList();
            var refusals = selecting.Select(policy => Refusal(policy.Object.Spec, domain, server.CommonName)).ToList();
            if (!refusals.Contains(null))
            {
                var asked = $"{issuer.Kind} {issuer.Name} in namespace {@namespace}";
                yield return Find(
                    server.Subject,
                    server.Field,
                    selecting.Count == 0
                        ? $"no CertificateRequestPolicy is for requests to {asked}, so SPIRE waits for its CA for ever"
                        : $"{selecting[0].Reference} is for requests to {asked}, and {refusals[0]}, so SPIRE waits for its CA for ever");
            }
        }
    }

    private static bool Selects(CertificateRequestPolicySelector selector, (string Group, string Kind, string Name) issuer, string @namespace) =>
        (selector.IssuerRef is not { } reference
            || (Matches(reference.Group ?? "*", issuer.Group) && Matches(reference.Kind ?? "*", issuer.Kind) && Matches(reference.Name ?? "*", issuer.Name)))
        && (selector.Namespace?.MatchNames is not { Count: > 0 } names || names.Any(name => Matches(name, @namespace)));

    /// <summary>Why a policy refuses SPIRE's request; null where it approves it, as far as the configuration says what is asked.</summary>
    private static string? Refusal(CertificateRequestPolicySpec spec, string trustDomain, string? commonName)
    {
        var (allowed, id) = (spec.Allowed, $"spiffe://{trustDomain}");
        return allowed?.IsCA != true ? "allows no CA"
            : allowed.Uris?.Values?.Any(pattern => Matches(pattern, id)) != true ? $"does not allow the URI {id}"
            : !Needed.All(usage => allowed.Usages?.Contains(usage) == true) ? "does not allow the usages cert sign and crl sign"
            : commonName is not null && !Matches(allowed.CommonName?.Value ?? "", commonName) ? $"does not allow the common name {commonName}"
            : null;
    }

    /// <summary>approver-policy's wildcards: <c>*</c> is any text, the empty one too.</summary>
    private static bool Matches(string pattern, string text)
    {
        var parts = pattern.Split('*');
        if (parts.Length == 1)
        {
            return pattern == text;
        }

        if (!text.StartsWith(parts[0], StringComparison.Ordinal))
        {
            return false;
        }

        var at = parts[0].Length;
        foreach (var part in parts[1..^1])
        {
            if (text.IndexOf(part, at, StringComparison.Ordinal) is not (>= 0 and var found))
            {
                return false;
            }

            at = found + part.Length;
        }

        return text.Length - at >= parts[^1].Length && text.EndsWith(parts[^1], StringComparison.Ordinal);
    }
}
