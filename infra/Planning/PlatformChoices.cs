using Components.Platform;
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
        Replicas = settings.Replicas,
        Distribution = settings.Distribution,
        GatewayApi = settings.Edge is not null,
        SealedSecretsVersion = settings.SealedSecrets is { } sealedSecrets ? sealedSecrets.Version : null,
    };
}
