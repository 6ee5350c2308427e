namespace Infra.Settings;

/// <summary>The certificates of a region's intermediates that an external root signed, each followed by the CAs between it and the root.</summary>
internal sealed record IntermediateCertificates
{
    [Setting("The chain of istiod's intermediate in PEM", Form = TextForm.Certificates)]
    public required string Mesh { get; init; }

    [Setting("The chain of cert-manager's intermediate in PEM", Form = TextForm.Certificates)]
    public required string Workloads { get; init; }
}
