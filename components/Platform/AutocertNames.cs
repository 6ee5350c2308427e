using Components.Intent;

namespace Components.Platform;

/// <summary>The names of autocert's objects, and those that its code has fixed (smallstep/autocert, <c>controller/main.go</c>).</summary>
public static class AutocertNames
{
    /// <summary>Its Deployment, Service, service account and webhook.</summary>
    public const string Name = "autocert";

    /// <summary>The provisioner of step-ca that is its alone.</summary>
    public const string Provisioner = "autocert";

    /// <summary>The ConfigMap with <c>config.yaml</c>.</summary>
    public const string Configuration = "autocert-config";

    /// <summary>The ConfigMap with <c>root_ca.crt</c>, one certificate: autocert refuses a file with several.</summary>
    public const string Root = "autocert-root";

    /// <summary>The Secret with the provisioner's password.</summary>
    public const string PasswordSecret = "autocert-provisioner-password";

    /// <summary>The Role in each namespace that it serves: the Secrets in which it hands over tokens.</summary>
    public const string TokenRole = "autocert-tokens";

    /// <summary>The label of the namespaces that it serves, by which people and smallstep's documents know them; nothing here selects on it.</summary>
    public const string Label = "autocert.step.sm";

    /// <summary>The label's value.</summary>
    public const string Enabled = "enabled";

    /// <summary>The annotation by which a pod asks for a certificate: its name.</summary>
    public const string NameAnnotation = "autocert.step.sm/name";

    /// <summary>The annotation with further names, separated by commas, which then are all of the names.</summary>
    public const string NamesAnnotation = "autocert.step.sm/sans";

    /// <summary>The annotation with another life, such as <c>1h</c>.</summary>
    public const string DurationAnnotation = "autocert.step.sm/duration";

    /// <summary>The annotation with another owner of the files.</summary>
    public const string OwnerAnnotation = "autocert.step.sm/owner";

    /// <summary>Where its containers write certificate, key and root.</summary>
    public const string Folder = "/var/run/autocert.step.sm";

    /// <summary>The port of its container; the Service's is 443.</summary>
    public const int Port = 4443;

    /// <summary>The name by which the API server calls it, and that of its own certificate.</summary>
    public const string Host = $"{Name}.{PlatformNamespaceNames.Autocert}.svc";

    /// <summary>The namespaces of a region that it serves, in ordinal order.</summary>
    public static IReadOnlyList<string> Namespaces(RegionIntent intent)
    {
        ArgumentNullException.ThrowIfNull(intent);
        return [.. intent.Namespaces.Where(own => own.Autocert).Select(own => own.Name).Order(StringComparer.Ordinal)];
    }
}
