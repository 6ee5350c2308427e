using Policies.Model;
using Api = Manifests.GatewayApi.V1;
using Networking = Manifests.Istio.Networking.V1;

namespace Policies.Istio.GatewayApi;

/// <summary>A listener of a Gateway of the Gateway API, and the Gateway of Istio's that it becomes at some pods.</summary>
/// <param name="Gateway">The Gateway API's Gateway.</param>
/// <param name="Listener">The listener.</param>
/// <param name="Translated">Istio's Gateway.</param>
internal sealed record ListenerServer(ConfigObject<Api.Gateway> Gateway, Api.GatewayListener Listener, ConfigObject<Networking.Gateway> Translated)
{
    /// <summary>The name by which VirtualServices are bound to it.</summary>
    public string Name => GatewayApiTranslation.NameOf(Translated);
}
