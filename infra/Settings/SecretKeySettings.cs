namespace Infra.Settings;

/// <summary>One value of a Secret that is made elsewhere.</summary>
internal sealed record SecretKeySettings
{
    [Setting("The Secret's name", Form = TextForm.DnsName)]
    public required string Name { get; init; }

    [Setting("The key in it", Form = TextForm.LabelValue)]
    public required string Key { get; init; }
}
