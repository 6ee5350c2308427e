using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Trust.X509;

/// <summary>Reads and writes the extended key usage extension.</summary>
public static class ExtendedKeyUsages
{
    private const string ServerAuthOid = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthOid = "1.3.6.1.5.5.7.3.2";

    /// <summary>A certificate's extended usages: <c>serverAuth</c>, <c>clientAuth</c>, or the object identifier of any other.</summary>
    public static IReadOnlyList<string> Of(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        var extension = certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().FirstOrDefault();
        return extension is null ? [] : [.. extension.EnhancedKeyUsages.Cast<Oid>().Select(oid => Word(oid.Value ?? ""))];
    }

    internal static string OidOf(ExtendedKeyUsage usage) => usage switch
    {
        ExtendedKeyUsage.ServerAuth => ServerAuthOid,
        ExtendedKeyUsage.ClientAuth => ClientAuthOid,
        _ => throw new UnreachableException(),
    };

    internal static X509Extension ToExtension(IReadOnlyList<ExtendedKeyUsage> usages)
    {
        var oids = new OidCollection();
        foreach (var usage in usages)
        {
            oids.Add(new Oid(OidOf(usage)));
        }

        return new X509EnhancedKeyUsageExtension(oids, critical: false);
    }

    private static string Word(string oid) => oid switch
    {
        ServerAuthOid => "serverAuth",
        ClientAuthOid => "clientAuth",
        _ => oid,
    };
}
