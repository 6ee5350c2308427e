using Policies.Ambient;
using Policies.Istio;
using Policies.Network;

namespace Policies.Evaluation;

/// <summary>Whether the networks let the connection through: NetworkPolicies at both ends, and the gateway between networks.</summary>
internal sealed class NetworkLayer : ILayer
{
    private const int CrossNetworkPort = EastWestGateways.Port;

    private static readonly LayerAnswer Open = new()
    {
        Layer = Layer.Network,
        Allow = true,
        DecidedBy = "no NetworkPolicy",
        Reason = "no NetworkPolicy selects either end",
    };

    /// <inheritdoc/>
    public LayerAnswer Answer(RouteContext context)
    {
        if (context.CrossesNetworks && context.Sends is not ClientTlsMode.IstioMutual)
        {
            return new LayerAnswer
            {
                Layer = Layer.Network,
                Allow = false,
                DecidedBy = "east-west gateway",
                Reason = "the clusters reach each other through the east-west gateway only, which takes nothing but the mesh's mutual TLS",
            };
        }

        if (context.CrossesNetworks && Unpassed(context) is { } unpassed)
        {
            return unpassed;
        }

        return context.Client.Cluster.NetworkPolicies.Count == 0 && context.Server.Cluster.NetworkPolicies.Count == 0
            ? Open
            : Legs(context).Aggregate(Open, (worst, leg) => Rank(leg) < Rank(worst) || (Rank(leg) == Rank(worst) && worst.Object is null) ? leg : worst);
    }

    /// <summary>What stops a call at the gateway between networks, which has routes for listed hosts only; null where it passes it on.</summary>
    private static LayerAnswer? Unpassed(RouteContext context)
    {
        var gateways = context.Server.EastWest;
        if (!gateways.IsKnown || context.Call.Service is not { } service || gateways.Passing(service) is not null)
        {
            return null;
        }

        var by = gateways.Hosts.Select(entry => entry.Gateway).FirstOrDefault();
        return new LayerAnswer
        {
            Layer = Layer.Network,
            Allow = gateways.IsModelled ? false : null,
            DecidedBy = by?.Reference.ToString() ?? "east-west gateway",
            Object = by?.Reference,
            Source = by?.Source,
            Reason = gateways.IsModelled
                ? $"no Gateway of the east-west gateway passes {service.Host} on at port {CrossNetworkPort}"
                : $"unknown because the east-west gateway has listeners of the Gateway API, and what they pass on is not modelled ({service.Host})",
        };
    }

    /// <summary>The connections that a call is made of, as far as NetworkPolicies see them.</summary>
    private static IEnumerable<LayerAnswer> Legs(RouteContext context)
    {
        var call = context.Call;
        var protocol = NetworkProtocols.Of(call.Protocol);
        var from = context.Source is { } source ? NetworkEndpoint.Of(source) : NetworkEndpoint.At(context.SourceIp);
        var to = call.To is { } server ? NetworkEndpoint.Of(server) : NetworkEndpoint.At(call.Service?.Addresses is [var address, ..] ? address : null);
        if (context.CrossesNetworks)
        {
            var gateways = context.Server.Cluster.Workloads.Where(workload => workload.Labels.GetValueOrDefault("istio") == "eastwestgateway").ToList();
            var outside = gateways.Count > 0 ? NetworkEndpoint.At(gateways[0].Ip) : NetworkEndpoint.Unknown;
            yield return Say(context.Client.Network.Decide(NetworkDirection.Egress, from, outside, CrossNetworkPort));
            yield return gateways.Count > 0
                ? Say(context.Server.Network.Decide(NetworkEndpoint.Of(gateways[0]), to, call.Port, protocol))
                : Unless(context.Server.Network.Decide(NetworkDirection.Ingress, NetworkEndpoint.Unknown, to, call.Port, protocol));
            yield break;
        }

        if (context.Waypoint is { } waypoint)
        {
            var hop = NetworkEndpoint.Of(waypoint);
            yield return Say(Both(context, from, hop, Hbone.Port, protocol));
            yield return Say(Both(context, hop, to, Hbone.PortOnTheNetwork(waypoint.DataPlane, call.To!.DataPlane, call.Port), protocol));
            yield break;
        }

        // A tunnel carries what a proxy takes; plain text that ztunnel passes on keeps its port.
        var isTunnelled = context.Sends is ClientTlsMode.IstioMutual && call.To is not null && Hbone.Connects(context.Source?.DataPlane, call.To.DataPlane);
        yield return Say(Both(context, from, to, isTunnelled ? Hbone.Port : call.Port, protocol));
    }

    /// <summary>The source's policies are those of its cluster, and the destination's those of its own.</summary>
    private static NetworkVerdict Both(RouteContext context, NetworkEndpoint from, NetworkEndpoint to, int port, NetworkProtocol protocol)
    {
        if (ReferenceEquals(context.Client, context.Server))
        {
            return context.Server.Network.Decide(from, to, port, protocol);
        }

        var egress = context.Client.Network.Decide(NetworkDirection.Egress, from, to, port, protocol);
        var ingress = context.Server.Network.Decide(NetworkDirection.Ingress, from, to, port, protocol);
        return egress.Answer < ingress.Answer ? egress : ingress;
    }

    /// <summary>Without the gateway in the input, only a destination that takes everyone is known to take it.</summary>
    private static LayerAnswer Unless(NetworkVerdict verdict) => verdict.Answer is NetworkAnswer.Allowed
        ? Say(verdict)
        : Say(verdict) with { Allow = null, Reason = $"unknown because the input does not have the east-west gateway that the call comes through; {verdict.Reason}" };

    private static int Rank(LayerAnswer answer) => answer.Allow switch
    {
        false => 0,
        null => 1,
        true => 2,
    };

    private static LayerAnswer Say(NetworkVerdict verdict) => new()
    {
        Layer = Layer.Network,
        Allow = verdict.Answer switch
        {
            NetworkAnswer.Allowed => true,
            NetworkAnswer.Denied => false,
            _ => null,
        },
        DecidedBy = verdict.Policy?.Reference.ToString() ?? "no NetworkPolicy",
        Object = verdict.Policy?.Reference,
        Source = verdict.Policy?.Source,
        Reason = verdict.Answer is NetworkAnswer.Unknown ? $"unknown because {verdict.Reason}" : verdict.Reason,
    };
}
