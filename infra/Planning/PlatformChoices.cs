using Components.Platform;
using Components.Spire;
using Infra.Settings;

namespace Infra.Planning;

/// <summary>What <c>mtls:platform</c> means for the platform's components.</summary>
internal static class PlatformChoices
{
    private static readonly PlatformOptions Defaults = new();

    /// <summary>The options that the settings ask for; what they do not name keeps its default.</summary>
    public static PlatformOptions Of(PlatformSettings settings) => new()
    {
        CertManagerVersion = settings.CertManager ?? Defaults.CertManagerVersion,
        TrustManagerVersion = settings.TrustManager ?? Defaults.TrustManagerVersion,
        IstioVersion = settings.Istio ?? Defaults.IstioVersion,
        Revisions = settings.Revisions.Count == 0
            ? Defaults.Revisions
            : [.. settings.Revisions.Select(revision => new IstioRevision(revision.Key, revision.Value.Version, revision.Value.Tags))],
        IstioCsrVersion = settings.IstioCsr?.Version ?? Defaults.IstioCsrVersion,
        LinkerdVersion = settings.Linkerd ?? Defaults.LinkerdVersion,
        Replicas = settings.Replicas,
        Distribution = settings.Distribution,
        GatewayApi = settings.Edge is not null,
        SealedSecretsVersion = settings.SealedSecrets is { } sealedSecrets ? sealedSecrets.Version : null,
        ApproverVersion = settings.Approver?.Version,
        CsiDriverVersion = settings.CsiDriver?.Version,
        GatekeeperVersion = settings.Gatekeeper?.Version,
        Spire = settings.Spire is { } spire ? Of(spire) : null,
        StepCa = settings.StepCa is { } stepCa ? Of(stepCa) : null,
    };

    private static SpireOptions Of(SpireSettings settings) => new()
    {
        Version = settings.Version,
        CrdsVersion = settings.CrdsVersion,
        WorkloadLifetime = settings.WorkloadLifetime,
        AuthorityLifetime = settings.AuthorityLifetime,
        UpstreamAuthority = settings.UpstreamAuthority,
        AwsKmsRegion = settings.AwsKmsRegion,
        BundleEndpoints = settings.BundleEndpoints,
    };

    private static StepCaOptions Of(StepCaSettings settings) => new()
    {
        Version = settings.Version,
        IssuerVersion = settings.IssuerVersion,
        LongestLeaf = settings.LongestLeaf,
        DatabaseSize = $"{settings.DatabaseGibibytes}Gi",
        Backup = settings.Backup is { } backup ? new StepCaBackup(backup.Claim, backup.Keep) : null,
        Autocert = settings.Autocert is { } autocert
            ? new AutocertOptions { Version = autocert.Version, Lifetime = AutocertChecks.Lifetime(settings, autocert) }
            : null,
    };
}
