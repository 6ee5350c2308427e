using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Trust.X509;

namespace Trust.Verification;

/// <summary>A certificate in plain words.</summary>
public sealed record CertificateDescription
{
    /// <summary>The subject's distinguished name; empty on workload leaves.</summary>
    public required string Subject { get; init; }

    /// <summary>The issuer's distinguished name.</summary>
    public required string Issuer { get; init; }

    /// <summary>The serial number in hexadecimal.</summary>
    public required string SerialNumber { get; init; }

    /// <summary>The first second of its validity, in UTC.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>The last second of its validity, in UTC.</summary>
    public required DateTimeOffset NotAfter { get; init; }

    /// <summary>The key, such as <c>ECDSA P-256</c>.</summary>
    public required string Key { get; init; }

    /// <summary>The algorithm of its issuer's signature, such as <c>sha384ECDSA</c>.</summary>
    public required string Signature { get; init; }

    /// <summary>CA or end entity, with the path length.</summary>
    public required string Role { get; init; }

    /// <summary>Key usages and extended key usages.</summary>
    public required IReadOnlyList<string> Usages { get; init; }

    /// <summary>
    /// The alternative names, each with its kind before it: <c>URI spiffe://…</c>, <c>DNS …</c>, <c>IP …</c>, <c>email …</c>.
    /// </summary>
    public required IReadOnlyList<string> AlternativeNames { get; init; }

    /// <summary>The name constraints, one sentence each; empty where there are none.</summary>
    public required IReadOnlyList<string> Constraints { get; init; }

    /// <summary>The SHA-256 of the certificate.</summary>
    public required Fingerprint Fingerprint { get; init; }

    /// <summary>Describes a certificate.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">One of its extensions is not DER.</exception>
    public static CertificateDescription Of(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return new CertificateDescription
        {
            Subject = certificate.Subject,
            Issuer = certificate.Issuer,
            SerialNumber = certificate.SerialNumber.ToLowerInvariant(),
            NotBefore = certificate.NotBefore.ToUniversalTime(),
            NotAfter = certificate.NotAfter.ToUniversalTime(),
            Key = KeyAlgorithmFacts.Of(certificate.PublicKey)?.Word() ?? OtherKey(certificate.PublicKey),
            Signature = certificate.SignatureAlgorithm.FriendlyName ?? certificate.SignatureAlgorithm.Value ?? "unknown",
            Role = BasicConstraints.Of(certificate).ToString(),
            Usages = [.. KeyUsages.Words(KeyUsages.Of(certificate) ?? X509KeyUsageFlags.None), .. ExtendedKeyUsages.Of(certificate)],
            AlternativeNames = [.. Names(SubjectAlternativeNames.Of(certificate))],
            Constraints = NameConstraints.Of(certificate) is { } constraints ? [.. Sentences(constraints)] : [],
            Fingerprint = Fingerprint.Of(certificate),
        };
    }

    private static string OtherKey(PublicKey key)
    {
        using var rsa = key.GetRSAPublicKey();
        return rsa is null ? key.Oid.FriendlyName ?? key.Oid.Value ?? "unknown" : string.Create(CultureInfo.InvariantCulture, $"RSA {rsa.KeySize}");
    }

    private static IEnumerable<string> Names(SubjectAlternativeNames names) =>
    [
        .. names.Uris.Select(uri => $"URI {uri}"),
        .. names.DnsNames.Select(name => $"DNS {name}"),
        .. names.IpAddresses.Select(address => $"IP {address}"),
        .. names.EmailAddresses.Select(address => $"email {address}"),
        .. Others(names.OtherNames, "names of other kinds"),
    ];

    private static IEnumerable<string> Sentences(NameConstraints constraints) =>
    [
        .. Subtrees(constraints.Permitted).Select(subtree => $"only {subtree}"),
        .. Subtrees(constraints.Excluded).Select(subtree => $"no {subtree}"),
    ];

    private static IEnumerable<string> Subtrees(GeneralSubtrees subtrees) =>
    [
        .. OneSentence("URIs of", [.. subtrees.UriHosts.Select(Host)]),
        .. OneSentence("DNS names in", subtrees.DnsNames),
        .. OneSentence("IP addresses in", [.. subtrees.IpNetworks.Select(Network)]),
        .. Others(subtrees.Others, "subtrees of other kinds"),
    ];

    private static IEnumerable<string> OneSentence(string kind, IReadOnlyList<string> values) =>
        values.Count == 0 ? [] : [$"{kind} {string.Join(" or ", values)}"];

    private static IEnumerable<string> Others(int count, string what) =>
        count == 0 ? [] : [string.Create(CultureInfo.InvariantCulture, $"{count} {what}")];

    private static string Host(string host) => host.StartsWith('.') ? $"hosts below {host[1..]}" : host;

    private static string Network(IPNetwork network) => network switch
    {
        { PrefixLength: > 0 } => network.ToString(),
        { BaseAddress.AddressFamily: System.Net.Sockets.AddressFamily.InterNetwork } => "all of IPv4",
        _ => "all of IPv6",
    };
}
