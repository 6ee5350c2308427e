using Manifests.Istio.Networking.V1;

namespace Policies.Rules.Traffic;

/// <summary>A gateway that serves plaintext instead of sending clients to TLS.</summary>
internal sealed class PlaintextGateway : ObjectRule<Gateway>
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS416",
        Level = FindingLevel.Warning,
        Title = "gateway that serves plaintext",
        Remedy = "set tls.httpsRedirect: true on the server, or serve HTTPS",
    };

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(Manifest<Gateway> manifest)
    {
        var servers = manifest.Object.Spec?.Servers;
        for (var index = 0; index < (servers?.Count ?? 0); index++)
        {
            var server = servers![index];
            if (server.Port.Protocol.ToUpperInvariant() is "HTTP" or "HTTP2" or "GRPC" && server.Tls?.HttpsRedirect != true)
            {
                yield return Find(
                    manifest, $"spec.servers[{index}]", $"port {server.Port.Number} takes requests for {Words.List(server.Hosts)} in plaintext, from outside of the mesh");
            }
        }
    }
}
