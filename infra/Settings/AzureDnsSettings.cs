namespace Infra.Settings;

/// <summary>Azure DNS, by a managed identity of cert-manager's pods or by a service principal.</summary>
internal sealed record AzureDnsSettings
{
    [Setting("The subscription of the zone", Form = TextForm.LabelValue)]
    public required string Subscription { get; init; }

    [Setting("The resource group of the zone", Form = TextForm.LabelValue)]
    public required string ResourceGroup { get; init; }

    [Setting("The zone's name", Form = TextForm.DnsName, Default = "found by the name")]
    public string? HostedZone { get; init; }

    [Setting("The client of the managed identity that cert-manager's pods have", Form = TextForm.LabelValue, Default = "a service principal")]
    public string? ManagedIdentity { get; init; }

    [Setting("The service principal's tenant; with client and clientSecret", Form = TextForm.LabelValue, Default = "a managed identity")]
    public string? Tenant { get; init; }

    [Setting("The service principal's client", Form = TextForm.LabelValue, Default = "a managed identity")]
    public string? Client { get; init; }

    [Setting("The Secret in cert-manager's namespace that holds the service principal's secret", Default = "a managed identity")]
    public SecretKeySettings? ClientSecret { get; init; }
}
