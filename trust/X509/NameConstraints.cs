using System.Formats.Asn1;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Trust.X509;

/// <summary>The names for which a CA, and every CA below it, may sign (RFC 5280, section 4.2.1.10). Always critical.</summary>
/// <remarks>
/// A kind of name that no permitted subtree mentions stays free, so a mesh CA needs URI and DNS subtrees both. Constraints on directory
/// names are not offered: Go does not know them and refuses a certificate in which they are critical.
/// </remarks>
public sealed record NameConstraints
{
    private const string Oid = "2.5.29.30";

    private static readonly Asn1Tag PermittedTag = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag ExcludedTag = new(TagClass.ContextSpecific, 1);

    /// <summary>Where a permitted subtree of a kind exists, a name of that kind must be inside one.</summary>
    public GeneralSubtrees Permitted { get; init; } = GeneralSubtrees.None;

    /// <summary>A name inside one of these is refused whatever is permitted.</summary>
    public GeneralSubtrees Excluded { get; init; } = GeneralSubtrees.None;

    /// <summary>
    /// The constraints of one region: URIs of exactly its trust domain, DNS names of Kubernetes services in its cluster, no IP address.
    /// </summary>
    /// <remarks>
    /// <c>svc</c> holds the short service names, istiod's own among them (<c>istiod.istio-system.svc</c>, <c>istiod-remote…</c>,
    /// <c>istio-pilot…</c>); <c>svc.&lt;cluster domain&gt;</c> holds the full ones.
    /// </remarks>
    public static NameConstraints ForRegion(TrustDomain trustDomain, DnsName clusterDomain) => ForRegion([trustDomain], clusterDomain);

    /// <summary>The constraints of a region that is between two trust domains: URIs of exactly these.</summary>
    public static NameConstraints ForRegion(IReadOnlyList<TrustDomain> trustDomains, DnsName clusterDomain) =>
        For([.. trustDomains.Select(trustDomain => trustDomain.Name)], clusterDomain);

    /// <summary>
    /// The constraints of a region whose verifiers refuse URI constraints: DNS names of Kubernetes services in its cluster, no IP address. URIs stay
    /// free, so the CA could sign for any trust domain.
    /// </summary>
    public static NameConstraints ForCluster(DnsName clusterDomain) => For([], clusterDomain);

    /// <summary>Reads a certificate's constraints, or null where it has none.</summary>
    /// <exception cref="CryptographicException">The extension is not DER.</exception>
    public static NameConstraints? Of(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return certificate.Extensions[Oid] is { } extension ? Read(extension.RawData) : null;
    }

    private static NameConstraints For(IReadOnlyList<string> uriHosts, DnsName clusterDomain) => new()
    {
        Permitted = new GeneralSubtrees { UriHosts = uriHosts, DnsNames = ["svc", $"svc.{clusterDomain}"] },
        Excluded = new GeneralSubtrees { IpNetworks = [new IPNetwork(IPAddress.Any, 0), new IPNetwork(IPAddress.IPv6Any, 0)] },
    };

    internal X509Extension ToExtension()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            Permitted.WriteTo(writer, PermittedTag);
            Excluded.WriteTo(writer, ExcludedTag);
        }

        return new X509Extension(Oid, writer.Encode(), critical: true);
    }

    private static NameConstraints Read(ReadOnlyMemory<byte> der)
    {
        try
        {
            var reader = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
            return new NameConstraints { Permitted = ReadSide(reader, PermittedTag), Excluded = ReadSide(reader, ExcludedTag) };
        }
        catch (Exception e) when (e is AsnContentException or ArgumentException)
        {
            throw new CryptographicException("the name constraints are not well-formed DER", e);
        }
    }

    private static GeneralSubtrees ReadSide(AsnReader reader, Asn1Tag tag) =>
        reader.HasData && reader.PeekTag().HasSameClassAndValue(tag)
            ? GeneralSubtrees.Read(reader.ReadSequence(tag))
            : GeneralSubtrees.None;
}
