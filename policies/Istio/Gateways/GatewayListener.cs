namespace Policies.Istio.Gateways;

/// <summary>A port of a gateway's pods on which its proxy listens.</summary>
/// <param name="Port">The port.</param>
/// <param name="Servers">The servers that it is for.</param>
/// <param name="Chains">What it does with connections, by the name in their TLS.</param>
internal sealed record GatewayListener(int Port, IReadOnlyList<MergedServer> Servers, IReadOnlyList<GatewayChain> Chains)
{
    /// <summary>Why nobody knows what it does: Envoy refuses listeners with two chains for one name. Null where it is known.</summary>
    public string? Problem => field ??= Chains.Where(chain => !chain.IsAutomatic)
        .SelectMany(chain => chain.IsForAnyName ? ["*"] : chain.Names.Distinct(StringComparer.Ordinal))
        .GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any())?.Key is { } twice
            ? $"two servers or routes on port {Port} are for {(twice == "*" ? "any server name" : $"the server name {twice}")}, and Envoy refuses the listener"
            : null;

    /// <summary>
    /// The chain that takes a connection. Where none does, one without a way on, of the server that hands TLS for the name through and has no route for it; null
    /// where no server is for the name.
    /// </summary>
    /// <param name="name">The name in the connection's TLS; null in plaintext, and where there is none.</param>
    public GatewayChain? Taking(string? name) =>
        Chains.Select(chain => (chain, Fit: chain.FitOf(name))).Where(entry => entry.Fit is not null).OrderByDescending(entry => entry.Fit).FirstOrDefault().chain
        ?? Servers.Where(server => server.IsPassthrough).Select(server => new GatewayChain([server], server.ServerNames)).FirstOrDefault(chain => chain.FitOf(name) is not null);
}
