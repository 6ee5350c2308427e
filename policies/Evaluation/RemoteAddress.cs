using Policies.Model;
using Policies.Network;

namespace Policies.Evaluation;

/// <summary>Who called, as proxies in front of the server tell it (Envoy's <c>x-forwarded-for</c> with trusted hops).</summary>
internal static class RemoteAddress
{
    /// <summary>What a gateway tells of a caller whose address is not known: nobody can say in which block it is, and it is not the gateway's own.</summary>
    internal const string Unknown = "unknown";

    private const string Header = "x-forwarded-for";

    /// <summary>
    /// The address; null for that of the connection's other end. A gateway counts its trusted proxies from the right; a sidecar takes the last
    /// address, which its gateway has written.
    /// </summary>
    internal static string? Of(Call call, MeshSettings mesh)
    {
        if (call.RemoteIp is not null || call.Http is not { Headers.Count: > 0 } http || !http.Headers.TryGetValue(Header, out var text))
        {
            return call.RemoteIp;
        }

        var addresses = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var fromRight = call.To?.DataPlane is DataPlane.Gateway ? mesh.GatewayTrustedProxies : 1;
        return fromRight > 0 && addresses.Length >= fromRight && AddressRange.IsAddress(addresses[^fromRight]) ? addresses[^fromRight] : null;
    }
}
