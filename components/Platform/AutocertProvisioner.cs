using Trust.Provisioners;

namespace Components.Platform;

/// <summary>The provisioner of step-ca that is autocert's alone.</summary>
/// <param name="Key">Its key, under its own password.</param>
/// <param name="Namespaces">The namespaces of whose Services it gets names signed.</param>
public sealed record AutocertProvisioner(JwkProvisioner Key, IReadOnlyList<string> Namespaces);
