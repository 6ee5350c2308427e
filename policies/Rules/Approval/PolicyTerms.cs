using System.Net;
using Manifests;
using Manifests.ApproverPolicy.V1Alpha1;
using Manifests.CertManager.V1;
using Policies.Rules.Certificates;

namespace Policies.Rules.Approval;

/// <summary>
/// What a CertificateRequestPolicy refuses of a request that it is for (github.com/cert-manager/approver-policy, pkg/internal/approver). CEL rules and plugins
/// are not run: what they alone decide is taken for allowed.
/// </summary>
internal static class PolicyTerms
{
    private const long DefaultRsaSize = 2048;
    private const long DefaultEcdsaSize = 256;

    /// <summary>The first thing of a request that a policy refuses, as the end of a sentence; null where it refuses nothing that is known.</summary>
    public static string? Refusal(CertificateRequestPolicySpec policy, RequestedCertificate request) =>
        Allowed(policy.Allowed ?? new(), request).Concat(policy.Constraints is { } constraints ? Constraints(constraints, request) : []).FirstOrDefault();

    private static IEnumerable<string> Allowed(CertificateRequestPolicyAllowed allowed, RequestedCertificate request)
    {
        var asked = request.Content;
        if (asked.IsCA == true && allowed.IsCA != true)
        {
            yield return "allows no CA";
        }

        foreach (var (what, terms, values) in Names(allowed, asked).Concat(asked.LiteralSubject is null ? Subject(allowed, asked) : []))
        {
            if (values.Count == 0 && terms.IsRequired && request.IsWhole)
            {
                yield return $"requires one {what} at least";
            }

            if (values.FirstOrDefault(value => !terms.Allow(value)) is { } refused)
            {
                yield return $"does not allow the {what} {refused}";
            }
        }

        List<string> usages = [.. Usages(asked.ToNode()).Except(Usages(allowed.ToNode()))];
        if (usages.Count > 0)
        {
            yield return $"does not allow the usages {string.Join(" and ", usages)}";
        }
    }

    private static IEnumerable<(string What, Terms Terms, IReadOnlyList<string> Values)> Names(CertificateRequestPolicyAllowed allowed, CertificateSpec asked)
    {
        yield return ("DNS name", new(allowed.DnsNames?.Values, allowed.DnsNames?.Validations, allowed.DnsNames?.Required), asked.DnsNames ?? []);
        yield return ("URI", new(allowed.Uris?.Values, allowed.Uris?.Validations, allowed.Uris?.Required), asked.Uris ?? []);
        yield return (
            "address",
            new(allowed.IpAddresses?.Values, allowed.IpAddresses?.Validations, allowed.IpAddresses?.Required),
            [.. (asked.IpAddresses ?? []).Select(address => IPAddress.TryParse(address, out var parsed) ? parsed.ToString() : address)]);
        yield return (
            "e-mail address",
            new(allowed.EmailAddresses?.Values, allowed.EmailAddresses?.Validations, allowed.EmailAddresses?.Required),
            asked.EmailAddresses ?? []);
        foreach (var name in asked.OtherNames ?? [])
        {
            var own = (allowed.OtherNames ?? []).FirstOrDefault(other => other.Oid == name.Oid);
            yield return ($"other name {name.Oid}", new(own?.Values, own?.Validations, own?.Required), name.Utf8Value is { } value ? [value] : []);
        }
    }

    private static IEnumerable<(string What, Terms Terms, IReadOnlyList<string> Values)> Subject(CertificateRequestPolicyAllowed allowed, CertificateSpec asked)
    {
        var (terms, subject) = (allowed.Subject ?? new(), asked.Subject ?? new());
        yield return ("common name", Terms.Of(allowed.CommonName?.Value, allowed.CommonName?.Validations, allowed.CommonName?.Required), One(asked.CommonName));
        yield return ("organization", new(terms.Organizations?.Values, terms.Organizations?.Validations, terms.Organizations?.Required), subject.Organizations ?? []);
        yield return (
            "organizational unit",
            new(terms.OrganizationalUnits?.Values, terms.OrganizationalUnits?.Validations, terms.OrganizationalUnits?.Required),
            subject.OrganizationalUnits ?? []);
        yield return ("country", new(terms.Countries?.Values, terms.Countries?.Validations, terms.Countries?.Required), subject.Countries ?? []);
        yield return ("province", new(terms.Provinces?.Values, terms.Provinces?.Validations, terms.Provinces?.Required), subject.Provinces ?? []);
        yield return ("locality", new(terms.Localities?.Values, terms.Localities?.Validations, terms.Localities?.Required), subject.Localities ?? []);
        yield return (
            "street address",
            new(terms.StreetAddresses?.Values, terms.StreetAddresses?.Validations, terms.StreetAddresses?.Required),
            subject.StreetAddresses ?? []);
        yield return ("postal code", new(terms.PostalCodes?.Values, terms.PostalCodes?.Validations, terms.PostalCodes?.Required), subject.PostalCodes ?? []);
        yield return (
            "serial number", Terms.Of(terms.SerialNumber?.Value, terms.SerialNumber?.Validations, terms.SerialNumber?.Required), One(subject.SerialNumber));
    }

    private static IEnumerable<string> Constraints(CertificateRequestPolicyConstraints constraints, RequestedCertificate request)
    {
        var (life, longest, shortest) = (GoTime.Parse(request.Content.Duration), GoTime.Parse(constraints.MaxDuration), GoTime.Parse(constraints.MinDuration));
        if (life is null && request.IsWhole && (longest ?? shortest) is not null)
        {
            // The request then has no duration at all; approver-policy does not know the issuer's.
            yield return $"has a {(longest is null ? "minDuration" : "maxDuration")}, which refuses what states no duration";
        }

        if (life > longest)
        {
            yield return $"allows {constraints.MaxDuration} at most, not {request.Content.Duration}";
        }

        if (life < shortest)
        {
            yield return $"asks for {constraints.MinDuration} at least, not {request.Content.Duration}";
        }

        if (request.IsWhole && constraints.PrivateKey is { } terms)
        {
            var algorithm = request.Content.PrivateKey?.Algorithm ?? CertificateAlgorithm.Rsa;
            var size = algorithm switch
            {
                CertificateAlgorithm.Ed25519 => -1,
                CertificateAlgorithm.Ecdsa => request.Content.PrivateKey?.Size ?? DefaultEcdsaSize,
                _ => request.Content.PrivateKey?.Size ?? DefaultRsaSize,
            };
            var key = size < 0 ? $"{algorithm}" : $"{algorithm.ToString().ToUpperInvariant()} {size}";
            if ((terms.Algorithm is { } only && only.ToString() != algorithm.ToString()) || size > terms.MaxSize || size < terms.MinSize)
            {
                yield return $"does not allow the key {key}{(request.Content.PrivateKey?.Algorithm is null ? " (cert-manager's default)" : "")}";
            }
        }
    }

    private static IReadOnlyList<string> One(string? value) => value is { Length: > 0 } ? [value] : [];

    private static IEnumerable<string> Usages(MapNode node) => (node["usages"] as ListNode)?.OfType<ScalarNode>().Select(usage => usage.Text) ?? [];

    /// <summary>What is allowed of one field. What a policy says nothing of is not allowed.</summary>
    private sealed record Terms(IReadOnlyList<string>? Patterns, IReadOnlyList<CertificateRequestPolicyValidation>? Rules, bool? Required)
    {
        public bool IsRequired => Required == true;

        public static Terms Of(string? pattern, IReadOnlyList<CertificateRequestPolicyValidation>? rules, bool? required) =>
            new(pattern is null ? null : [pattern], rules, required);

        public bool Allow(string value) => Patterns is null ? Rules is { Count: > 0 } : Patterns.Any(pattern => Wildcard.Matches(pattern, value));
    }
}
