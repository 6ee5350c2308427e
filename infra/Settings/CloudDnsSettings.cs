namespace Infra.Settings;

/// <summary>Google Cloud DNS. Without a service account's key, cert-manager's pods need credentials of their own.</summary>
internal sealed record CloudDnsSettings
{
    [Setting("The project of the zone", Form = TextForm.Name, Example = "acme-dns-1")]
    public required string Project { get; init; }

    [Setting("The managed zone's name", Form = TextForm.Name, Default = "found by the name")]
    public string? HostedZone { get; init; }

    [Setting("The Secret in cert-manager's namespace that holds a service account's key in JSON", Default = "the pods' own credentials")]
    public SecretKeySettings? ServiceAccount { get; init; }
}
