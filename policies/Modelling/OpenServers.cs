using Manifests;
using Manifests.Istio.Security.V1;
using Policies.Istio;
using Policies.Istio.Inbound;
using Policies.Model;

namespace Policies.Modelling;

/// <summary>Objects that say what a server takes, with fields whose meaning is not known.</summary>
/// <remarks>AuthorizationPolicies of proxies are not among them: theirs is a rule of which nobody knows whether it applies.</remarks>
internal sealed class OpenServers(Cluster cluster, PolicyIndex policies, SidecarIndex sidecars)
{
    private readonly Dictionary<object, OpenQuestion?> _ofRequests = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<object, OpenQuestion?> _ofConnections = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, OpenQuestion?> _ofLinkerd = new(StringComparer.Ordinal);

    /// <summary>The question that a server's objects leave open; null for none.</summary>
    /// <param name="server">The workload.</param>
    /// <param name="services">The services that a waypoint is called for; empty for other workloads.</param>
    /// <param name="readsRequests">Whether the call is a request, of which tokens may be read.</param>
    public OpenQuestion? Of(Workload server, IReadOnlyList<ServiceModel> services, bool readsRequests)
    {
        var known = readsRequests ? _ofRequests : _ofConnections;
        object key = services is [var only] ? only : server;
        if (services.Count > 1 || !known.TryGetValue(key, out var question))
        {
            known[key] = question = Find(server, services, readsRequests);
        }

        return question;
    }

    /// <summary>The question of what a port speaks to its proxy, where that makes a difference; null where it is known or makes none.</summary>
    /// <param name="server">The workload.</param>
    /// <param name="port">The container port.</param>
    /// <param name="isRequest">Whether the call is a request that the proxy can read.</param>
    public OpenQuestion? OfPort(Workload server, int port, bool isRequest) => sidecars.Contested(server, port) is { } contested
        && (isRequest ? contested.MayTakeRequestsForConnections && AsksAboutRequests(server) : contested.MayTakeRequestsOnly)
            ? OpenQuestion.OfPort(contested)
            : null;

    private bool AsksAboutRequests(Workload server) =>
        policies.AuthorizationPolicies(server, []).All.Any(policy => RequestAttributes.Has(policy.Object.Spec)) || policies.RequestAuthentications(server, []).Count > 0;

    private OpenQuestion? Find(Workload server, IReadOnlyList<ServiceModel> services, bool readsRequests) =>
        OpenQuestion.OfServer(server) ?? OfAddress(server) ?? OfObjects(server, services, readsRequests);

    /// <summary>An endpoint of a ServiceEntry that is a pod's: clients treat it as the entry says, and the pod's own proxy answers.</summary>
    private OpenQuestion? OfAddress(Workload server) =>
        Listed.Behind(server, cluster.Workloads) is { } behind ? OpenQuestion.OfAddress(server, behind) : null;

    private OpenQuestion? OfObjects(Workload server, IReadOnlyList<ServiceModel> services, bool readsRequests) => server.DataPlane switch
    {
        DataPlane.Linkerd => OfLinkerd(server.Namespace),
        DataPlane.Ambient => OfModes(server)
            ?? OpenQuestion.First(policies.AuthorizationPolicies(server, []).All.Select(policy => OfFields(policy.Manifest))),
        DataPlane.Sidecar => OfModes(server) ?? OfFields(sidecars.Of(server)?.Manifest) ?? OfTokens(server, services, readsRequests),
        DataPlane.Gateway => OfGateway(server) ?? OfTokens(server, services, readsRequests),
        DataPlane.Waypoint => OfTokens(server, services, readsRequests),
        _ => null,
    };

    private OpenQuestion? OfModes(Workload server) =>
        OpenQuestion.First(policies.PeerAuthentications(server).Select(policy => OfFields(policy.Manifest)));

    private OpenQuestion? OfGateway(Workload server) =>
        OpenQuestion.First(cluster.Gateways.Where(gateway => gateway.Object.Spec?.Selector.Matches(server.Labels) ?? false).Select(gateway => OfFields(gateway.Manifest)))
        ?? OpenQuestion.First(cluster.GatewayApiGateways
            .Where(gateway => gateway.Namespace == server.Namespace && server.Labels.GetValueOrDefault(WellKnownLabels.GatewayName) == gateway.Name)
            .Select(gateway => OfFields(gateway.Manifest)));

    private OpenQuestion? OfTokens(Workload server, IReadOnlyList<ServiceModel> services, bool readsRequests) => !readsRequests || cluster.RequestAuthentications.Count == 0
        ? null
        : OpenQuestion.First(policies.RequestAuthentications(server, services)
            .Select(token => OfFields(token.Manifest) ?? OfWrittenHeaders(token, policies.AuthorizationPolicies(server, services))));

    /// <summary>Claims that a rule writes to headers, where a policy reads those.</summary>
    private OpenQuestion? OfWrittenHeaders(ConfigObject<RequestAuthentication> token, SelectedPolicies policies)
    {
        var written = (token.Object.Spec?.JwtRules ?? [])
            .SelectMany(rule => (rule.OutputClaimToHeaders ?? []).Select(output => output.Header).Append(rule.OutputPayloadToHeader))
            .OfType<string>()
            .Select(header => $"request.headers[{header}]")
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var read = written.Count == 0
            ? null
            : policies.All.SelectMany(policy => policy.Object.Spec?.Rules ?? []).SelectMany(rule => rule.When ?? []).FirstOrDefault(condition => written.Contains(condition.Key));
        return read is null ? null : new OpenQuestion(token.Manifest, cluster.Region, $"it writes what policies read as {read.Key}");
    }

    /// <summary>Linkerd's objects name each other inside of a namespace, so one that is not understood may concern every workload there.</summary>
    private OpenQuestion? OfLinkerd(string @namespace)
    {
        if (!_ofLinkerd.TryGetValue(@namespace, out var question))
        {
            _ofLinkerd.Add(@namespace, question = OpenQuestion.First(LinkerdObjects().Where(entry => entry.Namespace == @namespace).Select(entry => OfFields(entry.Manifest))));
        }

        return question;
    }

    private OpenQuestion? OfFields(MapNode? manifest) => OpenQuestion.OfFields(manifest, cluster);

    private IEnumerable<(string Namespace, MapNode Manifest)> LinkerdObjects() =>
    [
        .. cluster.LinkerdServers.Select(item => (item.Namespace, item.Manifest)),
        .. cluster.LinkerdServerAuthorizations.Select(item => (item.Namespace, item.Manifest)),
        .. cluster.LinkerdAuthorizationPolicies.Select(item => (item.Namespace, item.Manifest)),
        .. cluster.LinkerdMeshTlsAuthentications.Select(item => (item.Namespace, item.Manifest)),
        .. cluster.LinkerdNetworkAuthentications.Select(item => (item.Namespace, item.Manifest)),
        .. cluster.LinkerdHttpRoutes.Where(route => route.Object.Spec.ParentRefs?.Any(parent => parent.Kind == "Server") == true).Select(item => (item.Namespace, item.Manifest)),
    ];
}
