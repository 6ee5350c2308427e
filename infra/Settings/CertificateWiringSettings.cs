using Components.Intent;

namespace Infra.Settings;

/// <summary>How a workload's pods get the certificates that the mesh does not give.</summary>
internal sealed record CertificateWiringSettings
{
    [Setting("Who brings them: a Secret, cert-manager's CSI driver, SPIRE (a socket, and for servers files), or a sidecar that renews at step-ca", Default = "secret")]
    public CertificateDelivery Delivery { get; init; } = CertificateDelivery.Secret;

    [Setting(
        "The folder of a server's certificate; what a caller shows to a server lies in <folder>-<server>",
        Form = TextForm.FilePath, Default = "/etc/workload-tls")]
    public string? Folder { get; init; }

    [Setting("The environment variables that name a caller's files, each after the server's name and _", Default = "the defaults of its parts")]
    public CertificateVariablesSettings? Variables { get; init; }

    [Setting("How the application is told that its files have changed", Default = "it looks by itself")]
    public ReloadSettings? Reload { get; init; }
}
