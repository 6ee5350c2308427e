using Manifests.Istio.Networking.V1;

namespace Policies.Rules.Traffic;

/// <summary>A gateway that speaks TLS 1.0 or 1.1, or with ciphers that have no forward secrecy.</summary>
internal sealed class WeakGatewayTls : ObjectRule<Gateway>
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS415",
        Level = FindingLevel.Error,
        Title = "gateway with old TLS",
        Remedy = "set minProtocolVersion: TLSV1_2 or TLSV1_3 and leave cipherSuites to Istio",
    };

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(Manifest<Gateway> manifest)
    {
        var servers = manifest.Object.Spec?.Servers;
        for (var index = 0; index < (servers?.Count ?? 0); index++)
        {
            var tls = servers![index].Tls;
            if ((tls?.MinProtocolVersion, tls?.MaxProtocolVersion) is
                (GatewayMinProtocolVersion.Tlsv1_0 or GatewayMinProtocolVersion.Tlsv1_1, _) or (_, GatewayMaxProtocolVersion.Tlsv1_0 or GatewayMaxProtocolVersion.Tlsv1_1))
            {
                yield return Find(
                    manifest, $"spec.servers[{index}].tls", "TLS 1.0 and 1.1 are accepted, which RFC 8996 forbids: their handshakes rest on SHA-1");
            }

            if (tls?.CipherSuites?.Where(suite => !suite.StartsWith("ECDHE", StringComparison.Ordinal) && !suite.StartsWith("TLS_", StringComparison.Ordinal)).ToList()
                is { Count: > 0 } weak)
            {
                yield return Find(
                    manifest, $"spec.servers[{index}].tls.cipherSuites", $"{Words.List(weak)} has no forward secrecy: whoever gets the key later reads what was recorded");
            }
        }
    }
}
