using System.Globalization;
using Manifests;
using Manifests.CertManager.V1;

namespace Components.Workloads;

/// <summary>
/// A Certificate in the words of cert-manager's CSI driver, which asks for one like it on behalf of each pod (cert-manager documentation, "csi-driver",
/// "Supported Volume Attributes"; the key's algorithm from v0.11.0 on).
/// </summary>
internal static class CsiAttributes
{
    /// <summary>The driver.</summary>
    public const string Driver = "csi.cert-manager.io";

    /// <summary>The attributes.</summary>
    /// <param name="certificate">The certificate that would otherwise be written into a Secret.</param>
    /// <param name="group">The group that may read the files.</param>
    public static ValueMap<string> Of(Certificate certificate, int group)
    {
        var spec = certificate.Spec!;
        var (subject, key) = (spec.Subject, spec.PrivateKey!);
        (string Key, string? Value)[] attributes =
        [
            ("issuer-name", spec.IssuerRef.Name),
            ("issuer-kind", spec.IssuerRef.Kind),
            ("issuer-group", spec.IssuerRef.Group),
            ("common-name", spec.CommonName),
            ("organizations", List(subject?.Organizations)),
            ("organizationalunits", List(subject?.OrganizationalUnits)),
            ("dns-names", List(spec.DnsNames)),
            ("uri-sans", List(spec.Uris)),
            ("duration", spec.Duration),
            ("renew-before", spec.RenewBefore),
            ("key-usages", List(spec.Usages?.Select(Name))),
            ("key-algorithm", "ECDSA"),
            ("key-size", key.Size?.ToString(CultureInfo.InvariantCulture)),
            ("key-encoding", "PKCS8"),
            ("fs-group", group.ToString(CultureInfo.InvariantCulture)),
        ];
        return new(attributes
            .Where(attribute => attribute.Value is not null)
            .Select(attribute => KeyValuePair.Create($"{Driver}/{attribute.Key}", attribute.Value!)));
    }

    private static string? List(IEnumerable<string>? values) => values is null ? null : string.Join(',', values);

    private static string Name(CertificateUsage usage) => usage switch
    {
        CertificateUsage.DigitalSignature => "digital signature",
        CertificateUsage.ServerAuth => "server auth",
        CertificateUsage.ClientAuth => "client auth",
        _ => throw new ArgumentOutOfRangeException(nameof(usage), usage, "a workload's certificate has no such usage"),
    };
}
