namespace Policies.Istio.Gateways;

/// <summary>What a gateway's proxy does with the requests of a host.</summary>
/// <param name="Host">The host, in lower case, which may begin with <c>*</c>.</param>
/// <param name="Server">The server that brought it.</param>
/// <param name="RedirectsToHttps">Whether every request in plaintext is answered with a redirect to HTTPS.</param>
/// <param name="Routes">The routes, the first that takes a request before others. A request that none takes is answered with 404.</param>
internal sealed record GatewayVirtualHost(string Host, MergedServer Server, bool RedirectsToHttps, IReadOnlyList<MadeRoute> Routes);
