using Manifests.Istio.Networking.V1;
using Policies.Istio.GatewayApi;
using Policies.Model;

namespace Policies.Istio.Gateways;

/// <summary>A server of a Gateway at the pods that serve it.</summary>
/// <param name="Gateway">The Gateway.</param>
/// <param name="Server">The server.</param>
/// <param name="Port">The port of the pods.</param>
internal sealed record MergedServer(ConfigObject<Gateway> Gateway, GatewayServer Server, int Port)
{
    /// <summary>The name by which VirtualServices are bound to the Gateway.</summary>
    public string Name => GatewayApiTranslation.NameOf(Gateway);

    /// <summary>Whether it takes requests in plaintext.</summary>
    public bool IsPlainHttp => PortProtocols.Parse(Server.Port.Protocol)?.IsHttp() == true;

    /// <summary>Whether it takes TLS, or says what else becomes of TLS. Of a port for plain requests only <c>httpsRedirect</c> counts (<c>IsTLSServer</c>).</summary>
    public bool TakesTls => Server.Tls is not null && !IsPlainHttp;

    /// <summary>Whether it hands TLS through by its server name; a mode that is not stated is that one.</summary>
    public bool IsPassthrough => TakesTls && Server.Tls!.Mode is null or GatewayMode.Passthrough or GatewayMode.AutoPassthrough;

    /// <summary>Whether the proxy reads requests.</summary>
    public bool ReadsRequests => IsPlainHttp || (TakesTls && !IsPassthrough && PortProtocols.Parse(Server.Port.Protocol) is PortProtocol.Https);

    /// <summary>Whether it answers every request with a redirect to HTTPS.</summary>
    public bool RedirectsToHttps => IsPlainHttp && Server.Tls?.HttpsRedirect == true;

    /// <summary>The names in TLS for which it is (<c>GetSNIHostsForServer</c>).</summary>
    public IReadOnlyList<string> ServerNames =>
        [.. Server.Hosts.Select(host => host[(host.IndexOf('/', StringComparison.Ordinal) + 1)..].ToLowerInvariant()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
