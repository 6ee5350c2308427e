namespace Infra.Settings;

/// <summary>step-ca and step-issuer of every region.</summary>
internal sealed record StepCaSettings
{
    [Setting("The version of the chart step-certificates", Form = TextForm.ChartVersion, Default = "1.30.1")]
    public string Version { get; init; } = "1.30.1";

    [Setting("The version of the chart step-issuer", Form = TextForm.ChartVersion, Default = "1.11.0")]
    public string IssuerVersion { get; init; } = "1.11.0";

    [Setting("The longest life that step-ca gives to a certificate", Default = "24h", Minimum = "1h", Maximum = "30d")]
    public TimeSpan LongestLeaf { get; init; } = TimeSpan.FromHours(24);

    [Setting("The size of the volume of its database, in GiB", Default = "10", Minimum = "1", Maximum = "1000")]
    public int DatabaseGibibytes { get; init; } = 10;

    [Setting("A daily copy of its database", Default = "none")]
    public StepCaBackupSettings? Backup { get; init; }

    [Setting("autocert, which gives pods of the namespaces named here the certificates that they ask for by annotation", Default = "none")]
    public AutocertSettings? Autocert { get; init; }
}
