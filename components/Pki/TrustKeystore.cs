using Components.Intent;

namespace Components.Pki;

/// <summary>
/// The trust bundle as JVMs find it: a ConfigMap in every namespace whose label <see cref="ObjectLabels.TrustKeystore"/> names the form.
/// </summary>
public static class TrustKeystore
{
    /// <summary>
    /// What opens the keystore. No secret: the roots in it are public, and the JVM merely insists on some password.
    /// </summary>
    public const string Password = "changeit";

    /// <summary>The name of the trust-manager <c>Bundle</c>, and so of the ConfigMap that it writes.</summary>
    public static string Name(KeystoreFormat format) => $"mtls-trust-keystore-{Label(format)}";

    /// <summary>The ConfigMap's key that holds the keystore.</summary>
    public static string Key(KeystoreFormat format) => format == KeystoreFormat.Pkcs12 ? "truststore.p12" : "truststore.jks";

    /// <summary>The value of <see cref="ObjectLabels.TrustKeystore"/> on the namespaces that get it.</summary>
    public static string Label(KeystoreFormat format) => format == KeystoreFormat.Pkcs12 ? "pkcs12" : "jks";
}
