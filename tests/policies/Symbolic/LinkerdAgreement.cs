using Policies.Evaluation;
using Policies.Model;
using Policies.Symbolic;
using Policies.Symbolic.Calls;
using Policies.Symbolic.Servers;

namespace Tests.Policies.Symbolic;

/// <summary>Asks the symbolic engine and the evaluator the same questions about a server in Linkerd's mesh.</summary>
internal static class LinkerdAgreement
{
    /// <summary>What the two answer differently about a random mesh; empty where they agree.</summary>
    /// <param name="seed">The mesh.</param>
    /// <param name="calls">How many random calls to make to each port.</param>
    /// <returns>The differences, how many questions were asked, and to how many of them the symbolic engine has no answer.</returns>
    public static (List<string> Differences, int Asked, int Open) Of(int seed, int calls)
    {
        var mesh = new RandomLinkerd(seed);
        var fleet = new Fleet { Clusters = [mesh.Cluster] };
        var access = new FleetAccess(fleet);
        var evaluator = new Evaluator(fleet);
        var differences = new List<string>();
        var (asked, open) = (0, 0);
        foreach (var port in access.Ports.Where(port => port is { IsDeclared: true, Workload.Name: "server" }))
        {
            // Without a proxy before the port nobody's name is seen.
            var isBare = access.PolicyOf(port).Transport is null;
            for (var index = 0; index < calls; index++)
            {
                var call = mesh.Call(port.Number, port.Protocol, port.IsHttp);
                var witness = WitnessOf(call, isBare ? null : mesh.PrincipalOf(call.From));
                Compare(port, access.At(port).Single(found => found.Includes(witness)).Verdict, call);
            }

            foreach (var found in access.At(port))
            {
                if (CallOf(mesh, port, found.Witness) is { } call)
                {
                    Compare(port, found.Verdict, call);
                }
            }
        }

        return (differences, asked, open);

        void Compare(DestinationPort port, PortVerdict symbolic, Call call)
        {
            asked++;
            open += symbolic.Effect is AccessEffect.Unknown ? 1 : 0;
            var concrete = evaluator.Evaluate(call);
            var expected = concrete.Allow switch { true => AccessEffect.Allowed, false => AccessEffect.Denied, null => AccessEffect.Unknown };

            // A port of two Servers, and an expression that is no simple one, stay open for all calls here, and not for those on which all agree.
            var isOpen = symbolic.Effect == AccessEffect.Unknown
                && (symbolic.Reason.Contains("select the same port", StringComparison.Ordinal) || symbolic.Reason.Contains("is not modelled", StringComparison.Ordinal));
            if (symbolic.Effect != expected && !isOpen)
            {
                differences.Add($"seed {seed} {port} http={port.IsHttp} {call.From} {call.Http}: symbolic {symbolic.Effect} ({symbolic.Reason}), concrete {expected} ({concrete.Reason})");
            }
        }
    }

    private static CallWitness WitnessOf(Call call, string? principal) => new()
    {
        Principal = principal,
        SourceAddress = (call.From as Caller.Outsider)?.Ip ?? (call.From as Caller.OfWorkload)?.Workload.Ip,
        Method = call.Http?.Method,
        Path = call.Http?.Path,
        Host = call.Http?.Host,
        Headers = call.Http?.Headers ?? new Dictionary<string, string>(),
    };

    private static Call? CallOf(RandomLinkerd mesh, DestinationPort port, CallWitness witness)
    {
        Caller? from = witness.Principal is null ? new Caller.Outsider(witness.SourceAddress ?? "10.1.9.9")
            : RandomLinkerd.ClientOf(witness.Principal, witness.SourceAddress) is { } client ? new Caller.OfWorkload(client)
            : null;
        return from is null ? null : new Call
        {
            From = from,
            To = mesh.Destination,
            Service = mesh.Cluster.Services[0],
            ServicePort = port.Number,
            Port = port.Number,
            Protocol = port.Protocol,
            Http = port.IsHttp
                ? new HttpCall { Method = witness.Method ?? "GET", Path = witness.Path ?? "/", Host = witness.Host ?? "server.app", Headers = witness.Headers }
                : null,
        };
    }
}
