using Components.Intent;

namespace Infra.Settings;

/// <summary>An application namespace.</summary>
internal sealed record NamespaceSettings
{
    [Setting("The regions that have the namespace", Form = TextForm.RegionName, Default = "every region", AtLeast = 1)]
    public IReadOnlyList<string>? Regions { get; init; }

    [Setting("The Pod Security level that is enforced", Default = "restricted")]
    public PodSecurityLevel PodSecurity { get; init; } = PodSecurityLevel.Restricted;

    [Setting("Whose proxies pods get: Istio's sidecars, or Linkerd's", Default = "that of its regions")]
    public DataPlaneKind? DataPlane { get; init; }

    [Setting("Whether pods get proxies at all; without them, applications need an exception", Default = "true")]
    public bool Sidecars { get; init; } = true;

    [Setting("The revision of Istio's control plane whose sidecars the pods get, or its tag", Form = TextForm.Name, Default = "the revision with the tag default")]
    public string? Revision { get; init; }

    [Setting("The namespace's own peer authentication mode; weaker than the mesh's needs an exception", Default = "the mesh's mode")]
    public MutualTlsMode? Mode { get; init; }

    [Setting("The form of keystore in which JVMs of the namespace read the trust bundle, besides PEM", Example = "PKCS12")]
    public KeystoreFormat? Keystore { get; init; }

    [Setting("The exception under which the namespace deviates", Form = TextForm.Name)]
    public string? Exception { get; init; }
}
