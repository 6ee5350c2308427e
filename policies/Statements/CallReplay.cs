using Manifests;
using Policies.Model;
using Policies.Symbolic.Calls;
using Policies.Symbolic.Servers;

namespace Policies.Statements;

/// <summary>Witnesses of the symbolic engine as calls that the concrete evaluator answers.</summary>
internal static class CallReplay
{
    /// <summary>The call of a workload to a port, by the Service in front of it where there is one.</summary>
    /// <param name="caller">Who calls.</param>
    /// <param name="port">The port.</param>
    /// <param name="way">Which service is called, if one is.</param>
    /// <param name="witness">The request.</param>
    public static Call Of(Workload caller, DestinationPort port, Way way, CallWitness witness) => new()
    {
        From = new Caller.OfWorkload(caller),
        To = port.Workload,
        Service = way.Service,
        ServicePort = way.ServicePort?.Number,
        Port = port.Number,
        Protocol = way.ServicePort?.Protocol ?? (port.IsHttp ? PortProtocol.Http : PortProtocol.Tcp),
        Http = port.IsHttp ? Request(witness) : null,
    };

    /// <summary>The request of a witness.</summary>
    public static HttpCall Request(CallWitness witness) => new()
    {
        Method = witness.Method ?? "GET",
        Path = witness.Path ?? "/",
        Host = witness.Host,
        Headers = witness.Headers,
        Jwt = witness.Token is { } token ? new JwtToken { Claims = Claims(token) } : null,
    };

    private static MapNode Claims(TokenWitness token)
    {
        var claims = new MapNode { ["iss"] = token.Issuer };
        if (token.Subject is { } subject)
        {
            claims["sub"] = subject;
        }

        foreach (var (path, values) in token.Claims)
        {
            var names = path.Trim('[', ']').Split("][");
            var map = claims;
            foreach (var name in names[..^1])
            {
                map = map[name] as MapNode ?? Nested(map, name);
            }

            map[names[^1]] = new ListNode(values.Select(value => (Node)value));
        }

        return claims;
    }

    private static MapNode Nested(MapNode map, string name)
    {
        var inner = new MapNode();
        map[name] = inner;
        return inner;
    }
}
