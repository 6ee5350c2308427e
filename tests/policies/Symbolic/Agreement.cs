using Manifests;
using Policies.Evaluation;
using Policies.Model;
using Policies.Symbolic;
using Policies.Symbolic.Calls;
using Policies.Symbolic.Servers;

namespace Tests.Policies.Symbolic;

/// <summary>Asks the symbolic engine and the evaluator the same questions.</summary>
internal static class Agreement
{
    /// <summary>What the two answer differently about a random mesh; empty where they agree.</summary>
    /// <param name="seed">The mesh.</param>
    /// <param name="calls">How many random calls to make to each port.</param>
    /// <returns>The differences, how many questions were asked, and to how many of them the symbolic engine has no answer.</returns>
    public static (List<string> Differences, int Asked, int Open) Of(int seed, int calls)
    {
        var mesh = new RandomMesh(seed);
        var fleet = new Fleet { Clusters = [mesh.Cluster] };
        var access = new FleetAccess(fleet);
        var evaluator = new Evaluator(fleet);
        var differences = new List<string>();
        var (asked, open) = (0, 0);
        foreach (var port in access.Ports.Where(port => port is { IsDeclared: true, Workload.Name: "server" }))
        {
            var isPlain = access.PolicyOf(port).Transport is { TakesMutualTls: false };
            for (var index = 0; index < calls; index++)
            {
                var call = mesh.Call(port.Number, port.Protocol, port.IsHttp);
                call = isPlain ? call with { Sni = null } : call;
                var witness = WitnessOf(call, isPlain ? null : (call.From as Caller.OfIdentity)?.Uri, AddressOf(call.From), isPlain ? null : call.Sni);
                if (access.At(port).SingleOrDefault(found => found.Includes(witness)) is { } found)
                {
                    Compare(port, found.Verdict, call);
                }
            }

            // Where mutual TLS is disabled the evaluator's callers send plaintext, and no identity comes to the port.
            foreach (var found in access.At(port).Where(found => found.Witness.Principal is null || !isPlain))
            {
                Compare(port, found.Verdict, CallOf(mesh, port, found.Witness));
            }
        }

        return (differences, asked, open);

        void Compare(DestinationPort port, PortVerdict symbolic, Call call)
        {
            asked++;
            open += symbolic.Effect is AccessEffect.Unknown ? 1 : 0;
            var concrete = evaluator.Evaluate(call);
            var expected = concrete.Allow switch { true => AccessEffect.Allowed, false => AccessEffect.Denied, null => AccessEffect.Unknown };

            if (symbolic.Effect != expected)
            {
                differences.Add($"seed {seed} {port} http={port.IsHttp} {call.From} {call.Http} sni={call.Sni}: "
                    + $"symbolic {symbolic.Effect} ({symbolic.Reason}), concrete {expected} ({concrete.Reason})");
            }
        }
    }

    /// <summary>A call as the symbolic engine has it.</summary>
    public static CallWitness WitnessOf(Call call, string? principal, string? address, string? serverName) => new()
    {
        Principal = principal,
        SourceAddress = address,
        RemoteAddress = address,
        ServerName = serverName is "" ? null : serverName,
        Method = call.Http?.Method,
        Path = call.Http?.Path,
        Host = call.Http?.Host,
        Headers = call.Http?.Headers ?? new Dictionary<string, string>(),
        Token = call.Http?.Jwt is { } token ? TokenOf(token) : null,
    };

    private static string? AddressOf(Caller caller) => caller switch
    {
        Caller.OfIdentity identity => identity.Ip,
        Caller.Outsider outsider => outsider.Ip,
        _ => null,
    };

    private static TokenWitness TokenOf(JwtToken token) => new(
        token.Issuer!,
        (token.Claims["sub"] as ScalarNode)?.AsString,
        token.Claims.ToDictionary(claim => $"[{claim.Key}]", claim => (IReadOnlyList<string>)(claim.Value switch
        {
            ListNode list => [.. list.Cast<ScalarNode>().Select(item => item.AsString!)],
            ScalarNode one => [one.AsString!],
            _ => [],
        })));

    private static Call CallOf(RandomMesh mesh, DestinationPort port, CallWitness witness) => new()
    {
        From = witness.Principal is { } principal ? new Caller.OfIdentity(principal, witness.SourceAddress) : new Caller.Outsider(witness.SourceAddress),
        RemoteIp = witness.RemoteAddress,
        To = mesh.Workload,
        Service = mesh.Called,
        ServicePort = port.Number,
        Port = port.Number,
        Protocol = port.Protocol,
        // A proxy names the server unless it is told to name none.
        Sni = witness is { Principal: not null, ServerName: null } ? "" : witness.ServerName,
        IsApplicationTls = witness is { Principal: null, ServerName: not null },
        Http = port.IsHttp ? RequestOf(witness) : null,
    };

    /// <summary>The same call with the request, and the remote address, of a witness.</summary>
    public static Call With(Call call, CallWitness witness) => call with { RemoteIp = witness.RemoteAddress, Http = call.Http is null ? null : RequestOf(witness) };

    private static HttpCall RequestOf(CallWitness witness) => new()
    {
        Method = witness.Method ?? "GET",
        Path = witness.Path ?? "/",
        Host = witness.Host,
        Headers = witness.Headers,
        Jwt = witness.Token is { } token ? JwtOf(token) : null,
    };

    private static JwtToken JwtOf(TokenWitness token)
    {
        var claims = new MapNode();
        claims.Add("iss", new ScalarNode(token.Issuer));
        if (token.Subject is { } subject)
        {
            claims.Add("sub", new ScalarNode(subject));
        }

        foreach (var (path, values) in token.Claims)
        {
            claims.Add(path[1..^1], new ListNode(values.Select(value => (Node)new ScalarNode(value))));
        }

        return new JwtToken { Claims = claims };
    }
}
