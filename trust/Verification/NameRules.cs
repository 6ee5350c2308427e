using System.Security.Cryptography.X509Certificates;
using Trust.X509;

namespace Trust.Verification;

/// <summary>Whether a certificate is that of the wanted peer.</summary>
public static class NameRules
{
    /// <summary>Checks for one SPIFFE ID: the certificate's only URI, compared as text (X509-SVID, section 2).</summary>
    public static IReadOnlyList<TrustFinding> Check(X509Certificate2 certificate, SpiffeId wanted)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        var uris = SubjectAlternativeNames.Of(certificate).Uris;
        return uris is [var only] && only == wanted.ToString()
            ? []
            : [Other(certificate, wanted.ToString(), uris is [] ? "it has no URI name" : $"its URI names are {Few(uris)}")];
    }

    /// <summary>
    /// Checks for one DNS name: among the alternative names, exactly or below a wildcard that stands for one whole label; the common name is
    /// not looked at (RFC 9525, sections 6.3 and 6.4).
    /// </summary>
    public static IReadOnlyList<TrustFinding> Check(X509Certificate2 certificate, DnsName wanted)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        var names = SubjectAlternativeNames.Of(certificate).DnsNames;
        return names.Any(name => Matches(name, wanted))
            ? []
            : [Other(certificate, wanted.Name, names is [] ? "it has no DNS name" : $"its DNS names are {Few(names)}")];
    }

    private static bool Matches(string name, DnsName wanted)
    {
        if (name.StartsWith("*.", StringComparison.Ordinal))
        {
            var dot = wanted.Name.IndexOf('.', StringComparison.Ordinal);
            return dot > 0 && name.AsSpan(1).Equals(wanted.Name.AsSpan(dot), StringComparison.OrdinalIgnoreCase);
        }

        return name.Equals(wanted.Name, StringComparison.OrdinalIgnoreCase);
    }

    private static string Few(IReadOnlyList<string> names) =>
        names.Count <= 5 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(5))} and {names.Count - 5} more";

    private static TrustFinding Other(X509Certificate2 certificate, string wanted, string found) => new(
        TrustRule.PeerName, CertificateWords.Name(certificate), $"it is not {wanted}: {found}", "ask the peer that has this name, or issue the certificate for it");
}
