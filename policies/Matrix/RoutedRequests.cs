using Manifests.Istio.Networking.V1;
using Policies.Evaluation;
using Policies.Istio;
using Policies.Model;
using Policies.Statements;
using Policies.Symbolic;
using Policies.Symbolic.Authorization;
using Policies.Symbolic.Classes;
using Policies.Symbolic.Gateways;
using Policies.Symbolic.Servers;

namespace Policies.Matrix;

/// <summary>
/// What VirtualServices make of a caller's requests to a port, on their way: those that a route answers or leads to another service do not arrive, and of those
/// that a route may change it is open what arrives.
/// </summary>
/// <param name="access">The fleet.</param>
/// <param name="port">The port.</param>
internal sealed class RoutedRequests(FleetAccess access, DestinationPort port)
{
    // Callers of one place mostly have the same routes, and the same proxy decides about them.
    private IReadOnlyList<MadeRoute> _routes = [];
    private DestinationPort? _decides;
    private (IReadOnlyList<AccessClass> Classes, string? Open) _split = ([], null);

    /// <summary>What is left of what a caller can do at the port.</summary>
    /// <param name="found">What the server, the network and the client's proxy make of the caller's calls.</param>
    public CallerAccess Follow(CallerAccess found)
    {
        var call = access.CallOf(found.Caller, port);
        var routes = found.Stopped is { Allow: false } ? [] : access.Evaluator.RoutesOf(call);
        if (call.Http is null)
        {
            return found.Stopped is null && access.Evaluator.Evaluate([call]) is [{ Allow: null, Decisive.Layer: Layer.ClientTls } open]
                ? found with { Stopped = open.Decisive }
                : found;
        }

        if (routes.Count == 0)
        {
            return found;
        }

        if (!routes.SequenceEqual(_routes) || !PortIdentity.Instance.Equals(found.Decides, _decides))
        {
            (_routes, _decides, _split) = (routes, found.Decides, Split(found, routes));
        }

        return _split.Open is { } why
            ? found with { Stopped = found.Stopped ?? Open(routes[0].By, $"unknown because of {routes[0].By.Reference}: {why}") }
            : found with
            {
                Classes =
                [
                    .. _split.Classes.Where(entry => entry.Includes(found.Principal))
                        .Select(entry => entry with { Verdict = After(entry, call, ReferenceEquals(found.Decides, port)) }),
                ],
            };
    }

    private (IReadOnlyList<AccessClass> Classes, string? Open) Split(CallerAccess found, IReadOnlyList<MadeRoute> routes)
    {
        var clauses = routes.Where(route => route.Match is not null)
            .SelectMany(route => RequestMatches.Of(new ClauseBuilder(), route.Match!))
            .Select(clause => clause.Build())
            .ToList();
        return clauses.Find(clause => clause.Unknown is not null) is { Unknown: { } why }
            ? ([], why)
            : (access.At(found.Decides, [.. clauses.Select(clause => new Clause(clause.Tests))]), null);
    }

    /// <summary>What becomes of a class of requests that the server decides about, once the routes have taken it.</summary>
    private PortVerdict After(AccessClass entry, Call call, bool isDirect)
    {
        var request = call with { Http = CallReplay.Request(entry.Witness) };
        if (access.Evaluator.RouteOf(request) is not { } choice)
        {
            return entry.Verdict;
        }

        if (choice.IsElsewhere && !LeadsHere(choice, call))
        {
            return Lost(choice, call, "its route leads to another service");
        }

        var client = ((Caller.OfWorkload)call.From).Workload;
        if (choice is { Problem: null, Subset: { } subset } && !access.Evaluator.EndpointsOf(access.Fleet, client, call.Service!, subset).Contains(port.Workload))
        {
            return Lost(choice, call, $"its route leads to the subset {subset}, which the workload is not in");
        }

        if (choice.Problem is { } problem)
        {
            // A route that only leaves open where a refused request goes makes none of it that is let through.
            return choice.IsAnswered ? Lost(choice, call, problem)
                : entry.Verdict.Effect is AccessEffect.Denied && choice.Change is null ? entry.Verdict
                : Said(choice, AccessEffect.Unknown, $"unknown because of {choice.By.Reference}: {problem}");
        }

        // A waypoint asks its policies before its routes change anything.
        if (isDirect && CallerRoutes.OfChange(choice, "", access.PolicyOf(port)) is { } changed)
        {
            return Said(choice, AccessEffect.Unknown, changed.Reason);
        }

        return entry.Verdict.Effect is AccessEffect.Allowed
            && access.Evaluator.Evaluate([request])[0] is { Allow: not true, Decisive: { Layer: Layer.ClientTls } stopped }
            ? Said(choice, stopped.Allow == false ? AccessEffect.Denied : AccessEffect.Unknown, stopped.Reason)
            : entry.Verdict;
    }

    /// <summary>Requests that do not arrive by the name that is called. They may by that of another host, whose routes lead here.</summary>
    private PortVerdict Lost(RouteChoice choice, Call call, string reason)
    {
        var client = ((Caller.OfWorkload)call.From).Workload;
        var known = access.Fleet.Clusters.Where(cluster => cluster.Region == client.Region).SelectMany(cluster => cluster.VirtualServices);
        var other = known.FirstOrDefault(service =>
            (!ReferenceEquals(service, choice.By) || service.Object.Spec?.Hosts is { Count: > 1 })
            && VirtualServiceRouting.IsBound(service, client, null, port.Cluster.Mesh)
            && (service.Object.Spec?.Http ?? []).Any(route => (route.Route ?? []).Any(way => LeadsHere(service, way.Destination?.Host, call))));
        return other is null
            ? Said(choice, AccessEffect.Denied, reason)
            : Said(choice, AccessEffect.Unknown, $"unknown because of {choice.By.Reference}: {reason}, and routes of {other.Reference} lead here");
    }

    private bool LeadsHere(RouteChoice choice, Call call) => (choice.Route?.Route ?? []).Any(way => LeadsHere(choice.By, way.Destination?.Host, call));

    private bool LeadsHere(ConfigObject<VirtualService> by, string? host, Call call) =>
        HostNames.Resolve(host ?? "", by.Namespace, port.Cluster.Mesh.ClusterDomain) == call.Service!.Host;

    private static PortVerdict Said(RouteChoice choice, AccessEffect effect, string reason) => new()
    {
        Effect = effect,
        DeniedBy = effect is AccessEffect.Denied ? Layer.ClientTls : null,
        Object = choice.By.Reference,
        Source = choice.By.Source,
        Reason = reason,
    };

    private static LayerAnswer Open(ConfigObject<VirtualService> by, string reason) => new()
    {
        Layer = Layer.ClientTls,
        Allow = null,
        DecidedBy = by.Reference.ToString(),
        Object = by.Reference,
        Source = by.Source,
        Reason = reason,
    };
}
