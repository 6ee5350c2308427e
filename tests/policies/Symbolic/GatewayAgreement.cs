using Policies.Evaluation;
using Policies.Istio.GatewayApi;
using Policies.Istio.Gateways;
using Policies.Model;
using Policies.Symbolic;
using Policies.Symbolic.Calls;
using Policies.Symbolic.Classes;
using Policies.Symbolic.Gateways;
using Policies.Symbolic.Servers;
using Policies.Symbolic.Text;

namespace Tests.Policies.Symbolic;

/// <summary>Asks the symbolic engine what comes through gateways to a server, and the evaluator where the same calls end.</summary>
internal static class GatewayAgreement
{
    /// <summary>What the two answer differently about a random mesh; empty where they agree.</summary>
    /// <param name="seed">The mesh.</param>
    /// <param name="calls">How many random calls to make to each entrance.</param>
    /// <returns>The differences, how many questions were asked, and to how many of them the symbolic engine has no answer.</returns>
    public static (List<string> Differences, int Asked, int Open) Of(int seed, int calls)
    {
        var mesh = new RandomGateways(seed);
        var fleet = new Fleet { Clusters = [mesh.Cluster] };
        var access = new FleetAccess(fleet);
        var evaluator = new Evaluator(fleet);
        var hops = new Hops(fleet, evaluator);
        var translated = GatewayApiTranslation.Of(mesh.Cluster);
        var differences = new List<string>();
        var (asked, open) = (0, 0);
        foreach (var port in access.Ports.Where(port => port is { IsDeclared: true, Workload.Name: "server" }))
        {
            foreach (var (entrance, arrivals) in access.Gateways.To(port))
            {
                var (policy, set) = (access.Gateways.PolicyOf(entrance), new ClauseSet());
                var passage = new GatewayPassage(entrance, policy, arrivals, null, set);
                var space = CallSpace.Of(set, GatewayPassage.Universe(policy, arrivals), new PartitionCache());
                var classes = space.Classes(passage.Judge).ToList();
                foreach (var found in classes.Where(found => (space.Witness(found.Atoms)!.Principal is not null) == entrance.SeesIdentities))
                {
                    Compare(port, entrance, found.Value, CallOf(entrance, space.Witness(found.Atoms)!));
                }

                for (var index = 0; index < calls; index++)
                {
                    var call = Random(mesh, entrance);
                    var witness = Agreement.WitnessOf(call, (call.From as Caller.OfIdentity)?.Uri, entrance.Gateway.Ip, call.Sni) with
                    {
                        SourceAddress = AddressOf(call.From),
                        RemoteAddress = AddressOf(call.From),
                    };
                    if (classes.Where(found => space.Includes(found.Atoms, witness)).ToList() is [var found])
                    {
                        Compare(port, entrance, found.Value, call);
                    }
                }
            }
        }

        return (differences, asked, open);

        void Compare(DestinationPort port, GatewayEntrance entrance, PassageVerdict symbolic, Call call)
        {
            if (port.IsHttp && !entrance.Port.IsHttp)
            {
                // What the bytes are, nobody says to the evaluator.
                return;
            }

            if (symbolic is { Route: null, Verdict.Effect: AccessEffect.Denied } && IsOfAnother(translated, evaluator, entrance, call))
            {
                // It comes in by that server, and is asked about there.
                return;
            }

            asked++;
            open += symbolic.Verdict.Effect is AccessEffect.Unknown ? 1 : 0;
            var way = hops.Of(call);
            var concrete = EffectAt(port, way);

            // The symbolic engine may know less, for it follows classes of calls and no single one.
            if (symbolic.Verdict.Effect is not AccessEffect.Unknown && concrete is not AccessEffect.Unknown && symbolic.Verdict.Effect != concrete)
            {
                differences.Add(
                    $"seed {seed} {port} http={port.IsHttp} through {entrance.By.Reference} {entrance.Server.Port.Number} {call.From} {call.Http} sni={call.Sni}: "
                    + $"symbolic {symbolic.Verdict.Effect} ({symbolic.Route?.By}: {symbolic.Verdict.Reason}), concrete {concrete} ({string.Join(" | ", way.Select(hop => $"{hop.Call.To}:{hop.Call.Port} {hop.Verdict.Allow} {hop.Verdict.Reason}"))})");
            }
        }
    }

    /// <summary>Whether the name in a call's TLS is that of another server of the port.</summary>
    private static bool IsOfAnother(Cluster translated, Evaluator evaluator, GatewayEntrance entrance, Call call) =>
        MergedGateway.Of(translated, entrance.Gateway).On(entrance.Port.Number)?.Taking(evaluator.AskedNameOf(call).Name)?.Server is { } taking
        && !(taking.Gateway.Reference == entrance.By.Reference && taking.Server.Hosts.SequenceEqual(entrance.Server.Hosts));

    /// <summary>What becomes of a call that may come to a port: its way begins at the gateway, and then is one call for each end of the route.</summary>
    private static AccessEffect EffectAt(DestinationPort port, IReadOnlyList<Hop> way)
    {
        if (way[0].Verdict.Allow == false)
        {
            return AccessEffect.Denied;
        }

        var there = way.Skip(1).Where(hop => hop.Call.To is null || (ReferenceEquals(hop.Call.To, port.Workload) && hop.Call.Port == port.Number && (port.Protocol is not PortProtocol.Auto || hop.Call.Http is not null == port.IsHttp))).ToList();
        var best = there.Exists(hop => hop.Verdict.Allow == true) ? AccessEffect.Allowed
            : there.Exists(hop => hop.Verdict.Allow is null) ? AccessEffect.Unknown
            : AccessEffect.Denied;
        return best is AccessEffect.Allowed && way[0].Verdict.Allow is null ? AccessEffect.Unknown : best;
    }

    private static Call CallOf(GatewayEntrance entrance, CallWitness witness) => To(entrance) with
    {
        From = witness.Principal is { } principal ? new Caller.OfIdentity(principal, witness.SourceAddress) : new Caller.Outsider(witness.SourceAddress),
        RemoteIp = witness.RemoteAddress,
        Http = entrance.Port.IsHttp ? Agreement.With(new Call { From = new Caller.Outsider(null), Port = 1, Http = new HttpCall() }, witness).Http! with { Host = witness.Host ?? "nobody.example" } : null,
        Sni = witness.ServerName ?? "",
    };

    private static Call Random(RandomGateways mesh, GatewayEntrance entrance)
    {
        var request = entrance.Port.IsHttp ? mesh.Request() : null;
        return To(entrance) with
        {
            From = entrance.SeesIdentities ? new Caller.OfIdentity("spiffe://td/ns/app/sa/b", mesh.Address()) : new Caller.Outsider(mesh.Address()),
            Http = request,
            Sni = entrance.TakesTls || entrance.SeesIdentities ? mesh.ServerName() : null,
        };
    }

    private static Call To(GatewayEntrance entrance) => new()
    {
        From = new Caller.Outsider(null),
        To = entrance.Gateway,
        Service = entrance.Service,
        ServicePort = entrance.ServicePort?.Number,
        Port = entrance.Port.Number,
        Protocol = entrance.ServicePort?.Protocol ?? (entrance.Port.IsHttp ? PortProtocol.Http : PortProtocol.Tcp),
        IsApplicationTls = entrance.TakesTls,
    };

    private static string? AddressOf(Caller caller) => caller switch
    {
        Caller.OfIdentity identity => identity.Ip,
        Caller.Outsider outsider => outsider.Ip,
        _ => null,
    };
}
