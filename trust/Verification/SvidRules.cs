using System.Security.Cryptography.X509Certificates;
using Trust.X509;

namespace Trust.Verification;

/// <summary>The rules of the X509-SVID standard for one certificate (SPIFFE X509-SVID, sections 2 to 5).</summary>
public static class SvidRules
{
    /// <summary>Checks a leaf: what a workload presents.</summary>
    public static IReadOnlyList<TrustFinding> CheckLeaf(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return Findings(certificate, [.. LeafProblems(certificate)]);
    }

    /// <summary>Checks a signing certificate: any CA above a leaf.</summary>
    public static IReadOnlyList<TrustFinding> CheckSigner(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return Findings(certificate, [.. SignerProblems(certificate)]);
    }

    private static IEnumerable<(string Message, string Remedy)> LeafProblems(X509Certificate2 certificate)
    {
        var uris = SubjectAlternativeNames.Of(certificate).Uris;
        if (uris is not [var uri])
        {
            yield return ($"it has {uris.Count} URI names", "give it exactly one, its SPIFFE ID");
        }
        else if (!SpiffeId.TryParse(uri, out var id, out var reason))
        {
            yield return ($"its URI name is no SPIFFE ID: {reason}", "issue it for a valid SPIFFE ID");
        }
        else if (id.Path.Length == 0)
        {
            yield return ("its SPIFFE ID has no path, which only a signing certificate's may lack", "issue it for a workload's SPIFFE ID");
        }

        if (BasicConstraints.Of(certificate).IsCertificateAuthority)
        {
            yield return ("its CA flag is set", "issue leaves as end entities");
        }

        var usages = KeyUsages.Of(certificate) ?? X509KeyUsageFlags.None;
        if (!usages.HasFlag(X509KeyUsageFlags.DigitalSignature))
        {
            yield return ("it lacks the key usage digitalSignature", "issue leaves with digitalSignature");
        }

        foreach (var usage in KeyUsages.Words(usages & KeyUsages.Authority))
        {
            yield return ($"it has the key usage {usage}", "leave that usage to signing certificates");
        }

        var extended = ExtendedKeyUsages.Of(certificate);
        if (extended.Count > 0 && !(extended.Contains("serverAuth") && extended.Contains("clientAuth")))
        {
            var words = string.Join(", ", extended);
            yield return ($"its extended key usages are {words}", "give it serverAuth and clientAuth, or none at all");
        }
    }

    private static IEnumerable<(string Message, string Remedy)> SignerProblems(X509Certificate2 certificate)
    {
        if (!BasicConstraints.Of(certificate).IsCertificateAuthority)
        {
            yield return ("its CA flag is not set", "issue signing certificates as CAs");
        }

        if (!(KeyUsages.Of(certificate) ?? X509KeyUsageFlags.None).HasFlag(X509KeyUsageFlags.KeyCertSign))
        {
            yield return ("it lacks the key usage keyCertSign", "issue signing certificates with keyCertSign");
        }

        var uris = SubjectAlternativeNames.Of(certificate).Uris;
        if (uris.Count > 1)
        {
            yield return ($"it has {uris.Count} URI names", "give a signing certificate one SPIFFE ID at most");
        }

        foreach (var uri in uris)
        {
            if (!SpiffeId.TryParse(uri, out var id, out var reason))
            {
                yield return ($"its URI name is no SPIFFE ID: {reason}", "name its trust domain");
            }
            else if (id.Path.Length > 0)
            {
                yield return ($"its SPIFFE ID {id} has a path", "name its trust domain only");
            }
        }
    }

    private static IReadOnlyList<TrustFinding> Findings(
        X509Certificate2 certificate, IReadOnlyList<(string Message, string Remedy)> problems)
    {
        var subject = certificate.Subject.Length > 0 ? certificate.Subject : Fingerprint.Of(certificate).Hex[..16];
        return [.. problems.Select(problem => new TrustFinding(TrustRule.SvidProfile, subject, problem.Message, problem.Remedy))];
    }
}
