using Components.Intent;
using Components.Pki;

namespace Components.Platform;

/// <summary>
/// The names that step-ca's chart, its Secrets and its issuer have to agree on. The chart derives them from its full name, which is the release's
/// name where that contains the chart's.
/// </summary>
public static class StepCaNames
{
    /// <summary>The release, and so the Service, the StatefulSet and the beginning of the Secrets' names.</summary>
    public const string Release = "step-certificates";

    /// <summary>The Secret with the intermediate's key, as <c>intermediate_ca_key</c>.</summary>
    public const string KeySecret = $"{Release}-secrets";

    /// <summary>The Secret with <c>root_ca.crt</c> and <c>intermediate_ca.crt</c>.</summary>
    public const string CertificatesSecret = $"{Release}-certs";

    /// <summary>The Secret with <c>ca.json</c> and <c>defaults.json</c>.</summary>
    public const string ConfigurationSecret = $"{Release}-config";

    /// <summary>The Secret with the provisioner's password.</summary>
    public const string PasswordSecret = $"{Release}-provisioner-password";

    /// <summary>Its key.</summary>
    public const string PasswordKey = "password";

    /// <summary>The provisioner that step-issuer signs tokens of.</summary>
    public const string Provisioner = "cert-manager";

    /// <summary>The volume of the database: the StatefulSet's claim template and its one pod.</summary>
    public const string DatabaseClaim = $"database-{Release}-0";

    /// <summary>The port of the container; the Service's is 443.</summary>
    public const int Port = 9000;

    /// <summary>How a Certificate names the issuer.</summary>
    public static IssuerName Issuer { get; } = new("step-ca", "StepClusterIssuer", "certmanager.step.sm");

    /// <summary>The name that step-ca is called by within a region's cluster.</summary>
    public static string Host(Region region) => $"{Release}.{PlatformNamespaceNames.StepCa}.svc.{region.ClusterDomain}";

    /// <summary>Its URL.</summary>
    public static string Url(Region region) => $"https://{Host(region)}";
}
