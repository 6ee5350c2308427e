using Manifests;
using Manifests.Istio.Networking.V1;
using Manifests.Istio.Security.V1;
using Policies.Istio;
using Policies.Model;

namespace Policies.Modelling;

/// <summary>What of a cluster decides about calls in a way that this program does not know, so that verdicts stay open.</summary>
internal sealed class OpenQuestions(Cluster cluster)
{
    private readonly IReadOnlyList<ProxyExtension> _extensions = ProxyExtension.Of(cluster);
    private readonly IReadOnlyList<ForeignNetworkPolicy> _networks = ForeignNetworkPolicy.Of(cluster);
    private readonly Dictionary<string, OpenQuestion?> _ofNetwork = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<MapNode> _meshRoutes = [.. cluster.Others.Where(IsMeshRoute)];
    private readonly ILookup<ObjectReference, ConfigObject<ServiceEntry>> _entries = cluster.ServiceEntries.ToLookup(entry => entry.Reference);

    /// <summary>A network policy of a foreign kind, or one with an unknown field, that may concern a workload.</summary>
    internal OpenQuestion? OfNetwork(Workload? workload)
    {
        if (workload is null || (_networks.Count == 0 && cluster.NetworkPolicies.Count == 0))
        {
            return null;
        }

        if (!_ofNetwork.TryGetValue(workload.Namespace, out var question))
        {
            _ofNetwork.Add(workload.Namespace, question = OfNetworkAround(workload));
        }

        return question;
    }

    private OpenQuestion? OfNetworkAround(Workload workload) =>
        First(_networks.Where(policy => policy.MayConcern(workload)).Select(policy => new OpenQuestion(policy.Manifest, "network policies of its kind are not modelled")))
        ?? First(cluster.NetworkPolicies.Where(policy => policy.Namespace == workload.Namespace).Select(policy => OfFields(policy.Manifest)));

    /// <summary>What changes a workload's proxy when it calls.</summary>
    internal OpenQuestion? OfClient(Workload? client, ServiceModel? service, MergedDestinationRule? rule, MapNode? sidecar) =>
        client is null ? null
        : OfProxy(client, asClient: true)
            ?? First((rule?.From ?? []).Select(from => OfFields(from.Manifest)))
            ?? OfFields(sidecar)
            ?? (service is null ? null : OfService(service));

    /// <summary>What changes a workload's proxy when it is called.</summary>
    internal OpenQuestion? OfServer(Workload? server, MapNode? sidecar, IReadOnlyList<ConfigObject<RequestAuthentication>> tokens, SelectedPolicies? policies) =>
        server is null ? null
        : OfProxy(server, asClient: false)
            ?? OfFields(sidecar)
            ?? (server.DataPlane is DataPlane.Gateway ? OfGateways(server) : null)
            ?? (server.Labels.TryGetValue(WellKnownLabels.GatewayName, out var name) ? OfGatewayApi(server, name) : null)
            ?? (tokens.Count == 0 ? null : OfTokens(tokens, policies));

    private OpenQuestion? OfGateways(Workload server) =>
        First(cluster.Gateways.Where(gateway => gateway.Object.Spec?.Selector.Matches(server.Labels) ?? false).Select(gateway => OfFields(gateway.Manifest)));

    private OpenQuestion? OfGatewayApi(Workload server, string name) =>
        First(cluster.GatewayApiGateways.Where(gateway => gateway.Namespace == server.Namespace && gateway.Name == name).Select(gateway => OfFields(gateway.Manifest)));

    private static OpenQuestion? OfTokens(IReadOnlyList<ConfigObject<RequestAuthentication>> tokens, SelectedPolicies? policies) =>
        First(tokens.Select(token => OfFields(token.Manifest) ?? OfWrittenHeaders(token, policies)));

    /// <summary>An object that changes a workload's proxy.</summary>
    internal OpenQuestion? OfProxy(Workload workload, bool asClient) => _extensions.Count == 0 ? null : First(_extensions
        .Where(extension => extension.Changes(workload, asClient, cluster.Mesh))
        .Select(extension => new OpenQuestion(extension.Manifest, $"what it makes of the proxy of {workload} is not known")));

    private OpenQuestion? OfService(ServiceModel service) =>
        (service is { Registry: ServiceRegistry.External, Reference: { } reference } ? First(_entries[reference].Select(entry => OfFields(entry.Manifest))) : null)
        ?? (_meshRoutes.Count == 0 ? null : OfRoutes(service));

    private OpenQuestion? OfRoutes(ServiceModel service) =>
        First(_meshRoutes.Where(route => Parents(route).Any(parent => Text(parent["kind"]) == "Service" && Text(parent["name"]) == service.Name))
            .Select(route => new OpenQuestion(route, $"routes of calls to {service.Host} are not modelled")));

    private static bool IsMeshRoute(MapNode manifest) =>
        Text(manifest["apiVersion"]).StartsWith("gateway.networking.k8s.io/", StringComparison.Ordinal)
        && Text(manifest["kind"]).EndsWith("Route", StringComparison.Ordinal)
        && Parents(manifest).Any(parent => Text(parent["kind"]) == "Service");

    private static IEnumerable<MapNode> Parents(MapNode route) => ((route["spec"] as MapNode)?["parentRefs"] as ListNode)?.OfType<MapNode>() ?? [];

    /// <summary>Claims that a rule writes to headers, where a policy reads those.</summary>
    private static OpenQuestion? OfWrittenHeaders(ConfigObject<RequestAuthentication> token, SelectedPolicies? policies)
    {
        var written = (token.Object.Spec?.JwtRules ?? [])
            .SelectMany(rule => (rule.OutputClaimToHeaders ?? []).Select(output => output.Header).Append(rule.OutputPayloadToHeader))
            .OfType<string>()
            .Select(header => $"request.headers[{header}]")
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var read = written.Count == 0 || policies is null
            ? null
            : policies.All.SelectMany(policy => policy.Object.Spec?.Rules ?? []).SelectMany(rule => rule.When ?? []).FirstOrDefault(condition => written.Contains(condition.Key));
        return read is null ? null : new OpenQuestion(token.Manifest, $"it writes what policies read as {read.Key}");
    }

    private static OpenQuestion? OfFields(MapNode? manifest) =>
        manifest is not null && NotModelled.In(manifest) is { } field ? new OpenQuestion(manifest, $"it has a field that is not modelled: {field}") : null;

    private static OpenQuestion? First(IEnumerable<OpenQuestion?> questions) => questions.FirstOrDefault(question => question is not null);

    private static string Text(Node? node) => (node as ScalarNode)?.AsString ?? "";
}
