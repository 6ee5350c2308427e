using Manifests.Istio.Networking.V1;
using Policies.Model;

namespace Policies.Istio.Gateways;

/// <summary>What a listener of a gateway's proxy does with the connections of some server names: a filter chain.</summary>
/// <param name="Servers">The servers that it is for: several only of plain HTTP.</param>
/// <param name="Names">The names in TLS, which may begin with <c>*</c>; empty for connections without a name too.</param>
internal sealed record GatewayChain(IReadOnlyList<MergedServer> Servers, IReadOnlyList<string> Names)
{
    private const string Anything = "*";

    /// <summary>The server; the first where there are several.</summary>
    public MergedServer Server => Servers[0];

    /// <summary>Whether it is for every name, and for none (<c>toFilterChainMatch</c>).</summary>
    public bool IsForAnyName => Names.Count == 0 || Names.Contains(Anything);

    /// <summary>The VirtualService by which connections go on; null where none does, so that they end here, and where requests are read.</summary>
    public ConfigObject<VirtualService>? By { get; init; }

    /// <summary>Where they go on.</summary>
    public IReadOnlyList<VirtualServiceDestination> Destinations { get; init; } = [];

    /// <summary>Whether it hands TLS through to the mesh's own services, by the names that proxies give them (<c>outbound_.80_._.host</c>).</summary>
    public bool IsAutomatic => Server.Server.Tls?.Mode is GatewayMode.AutoPassthrough;

    /// <summary>How well it is for a name: the longer the better, and the name itself best; null where it is not.</summary>
    /// <param name="name">The name in TLS; null for none.</param>
    public int? FitOf(string? name)
    {
        if (IsAutomatic)
        {
            return name?.StartsWith("outbound_.", StringComparison.Ordinal) == true && Names.Any(own => HostNames.IsWithin(name, own)) ? int.MaxValue : null;
        }

        if (IsForAnyName)
        {
            // Beside "*" the other names of a server count for nothing: its filter chain then matches no name (istiod, core/listener.go),
            // so that of another server for the name comes first.
            return 0;
        }

        if (name is null)
        {
            return null;
        }

        int? best = null;
        foreach (var own in Names)
        {
            if (HostNames.IsWithin(name, own))
            {
                best = Math.Max(best ?? 0, HostNames.IsWildcard(own) ? own.Length : int.MaxValue);
            }
        }

        return best;
    }
}
