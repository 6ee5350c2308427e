using Manifests.GatewayApi.V1;
using Policies.Rules.Edge;
using IstioGateway = Manifests.Istio.Networking.V1.Gateway;

namespace Policies.Rules.Traffic;

/// <summary>A gateway that serves plaintext instead of sending clients to TLS: Istio's own, and one of the Gateway API without any listener for TLS.</summary>
/// <remarks>What a Gateway with both kinds of listeners takes in plain text, its routes say: <see cref="PlaintextRoute"/>.</remarks>
internal sealed class PlaintextGateway : ManifestRule
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
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<Gateway>(), Input.Kind<HTTPRoute>()];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view) =>
        view.All<IstioGateway>().SelectMany(Check).Concat(view.All<Gateway>().SelectMany(gateway => Check(gateway, view.All<HTTPRoute>())));

    private IEnumerable<Finding> Check(Manifest<IstioGateway> manifest)
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

    private IEnumerable<Finding> Check(Manifest<Gateway> manifest, IReadOnlyList<Manifest<HTTPRoute>> routes)
    {
        var listeners = manifest.Object.Spec.Listeners;
        for (var index = 0; index < listeners.Count && listeners.All(listener => listener.Protocol == "HTTP"); index++)
        {
            var listener = listeners[index];
            var attached = routes.Where(route => PlainRoutes.IsAttached(route, manifest, listener)).ToList();
            if (attached.Count == 0 || !attached.TrueForAll(PlainRoutes.MayBePlain))
            {
                yield return Find(
                    manifest,
                    $"spec.listeners[{index}]",
                    $"port {listener.Port} takes requests for {listener.Hostname ?? "every host"} in plaintext, from outside of the mesh",
                    "serve HTTPS, and redirect by an HTTPRoute with a RequestRedirect filter");
            }
        }
    }
}
