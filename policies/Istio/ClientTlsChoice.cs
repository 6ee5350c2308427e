using Manifests.Istio.Networking.V1;
using Manifests.Istio.Security.V1;
using Policies.Model;

namespace Policies.Istio;

/// <summary>What clients' proxies of a cluster send to services (<c>cluster_tls.go</c>, <c>mtls_checker.go</c>).</summary>
/// <param name="cluster">The client's cluster.</param>
/// <param name="rules">Its DestinationRules.</param>
/// <param name="policies">Its policies.</param>
public sealed class ClientTlsChoice(Cluster cluster, DestinationRuleIndex rules, PolicyIndex policies)
{
    private const string MeshMode = "istio";

    private readonly Dictionary<string, (MutualTlsMode Mode, ConfigObject<PeerAuthentication>? By)> _inferred = new(StringComparer.Ordinal);

    /// <summary>What a client sends to one endpoint of a service.</summary>
    /// <param name="client">The client.</param>
    /// <param name="service">The service.</param>
    /// <param name="servicePort">The port that it calls.</param>
    /// <param name="subset">The subset that a VirtualService has chosen; null for none.</param>
    /// <param name="endpoint">The endpoint; null for one outside of the mesh.</param>
    /// <param name="modeOf">What the endpoint's server takes, by its own cluster's policies.</param>
    /// <param name="targetPort">The endpoint's port.</param>
    public ClientTls Of(
        Workload client,
        ServiceModel service,
        int servicePort,
        string? subset,
        Workload? endpoint,
        Func<Workload, PeerAuthenticationModes> modeOf,
        int targetPort)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(modeOf);
        var rule = rules.Find(client.Namespace, client.Labels, service.Host, service.Namespace);
        var settings = TrafficPolicies.Of(rule, servicePort, subset);
        if (settings.Tls is { } tls)
        {
            return Explicit(rule!, tls, client, service);
        }

        if (service.IsMeshExternal || !cluster.Mesh.EnableAutoMtls)
        {
            return Plain(service.IsMeshExternal
                ? $"{service.Host} is outside of the mesh and no DestinationRule sets TLS"
                : "automatic mutual TLS is off in the mesh and no DestinationRule sets TLS");
        }

        var isPassthrough = service.IsHeadless || service.IsPassthrough || settings.IsPassthrough;
        if (isPassthrough && (service.Endpoints.Count == 0 || service.Endpoints.Any(candidate => !TakesMutualTls(candidate))))
        {
            return Plain($"calls to {service.Host} go to the address that the application asked for, and not every endpoint has a proxy");
        }

        var (mode, by) = InferredMode(service.Namespace);
        if (mode is MutualTlsMode.Disable)
        {
            return Plain($"clients take the services of namespace {service.Namespace} to have mutual TLS disabled") with { Policy = by?.Reference, PolicySource = by?.Source };
        }

        if (client.Certificates is { ClientChain: not null } own)
        {
            return WithFiles(own, "automatic mutual TLS");
        }

        return isPassthrough
            ? Mutual("every endpoint has a proxy, and automatic mutual TLS is on")
            : Marked(rule, servicePort, subset, endpoint, modeOf, targetPort);
    }

    private (MutualTlsMode Mode, ConfigObject<PeerAuthentication>? By) InferredMode(string @namespace)
    {
        if (!_inferred.TryGetValue(@namespace, out var mode))
        {
            _inferred.Add(@namespace, mode = policies.NamespaceMode(@namespace));
        }

        return mode;
    }

    private static ClientTls Marked(
        MergedDestinationRule? rule,
        int servicePort,
        string? subset,
        Workload? endpoint,
        Func<Workload, PeerAuthenticationModes> modeOf,
        int targetPort)
    {
        if (TrafficPolicies.MarkingTls(rule, servicePort, subset) is { } marking)
        {
            var isMarked = marking.Mode is DestinationRuleMode.IstioMutual;
            var reason = $"the entry for port {servicePort} has no TLS, so endpoints are marked by the TLS settings around it";
            return (isMarked ? Mutual(reason) : Plain(reason)) with { Rule = rule!.From[0] };
        }

        if (endpoint is null || !TakesMutualTls(endpoint))
        {
            return Plain($"automatic mutual TLS: {endpoint?.ToString() ?? "the endpoint"} has no proxy");
        }

        var (own, by) = modeOf(endpoint).On(targetPort);
        return own is MutualTlsMode.Disable
            ? Plain($"automatic mutual TLS: {endpoint} has it disabled on port {targetPort}") with { Policy = by?.Reference, PolicySource = by?.Source }
            : Mutual($"automatic mutual TLS: {endpoint} has a proxy that takes it");
    }

    /// <summary>
    /// Certificates from files stand in for the mesh's wherever a client would show one, whatever a rule says of them; and then every endpoint gets TLS,
    /// marked or not (<c>buildUpstreamTLSSettings</c>, <c>applyUpstreamTLSSettings</c>).
    /// </summary>
    private static ClientTls WithFiles(ProxyCertificates own, string why) => own.ClientKey is null
        ? Plain($"the proxy is told of a certificate of its own without the key ({own.ClientSetting}), and Istio leaves TLS out then")
        : new ClientTls { Mode = ClientTlsMode.Mutual, ShowsUnknownName = true, Reason = $"{why}, with the certificate that the proxy takes from {own.ClientChain} ({own.ClientSetting})" };

    private static ClientTls Explicit(MergedDestinationRule rule, DestinationRuleTls tls, Workload client, ServiceModel service)
    {
        var from = rule.From.FirstOrDefault(candidate => candidate.Object.Spec?.TrafficPolicy?.Tls == tls) ?? rule.From[0];
        var result = new ClientTls
        {
            Mode = tls.Mode switch
            {
                DestinationRuleMode.IstioMutual => ClientTlsMode.IstioMutual,
                DestinationRuleMode.Simple => ClientTlsMode.Simple,
                DestinationRuleMode.Mutual => ClientTlsMode.Mutual,
                _ => ClientTlsMode.Plaintext,
            },
            Rule = from,
            SubjectAltNames = tls.SubjectAltNames ?? [],
            ServerName = tls.Sni,
            Reason = $"{from.Reference} sets TLS mode {Word(tls.Mode)}",
        };
        if (client.Certificates is { ClientChain: not null } own && !service.IsMeshExternal && result.Mode is ClientTlsMode.IstioMutual or ClientTlsMode.Mutual)
        {
            return WithFiles(own, result.Reason) with { Rule = from, SubjectAltNames = result.SubjectAltNames, ServerName = result.ServerName };
        }

        var isCredentialLost = !string.IsNullOrEmpty(tls.CredentialName)
            && !tls.CredentialName.StartsWith("configmap://", StringComparison.Ordinal)
            && client.DataPlane is DataPlane.Sidecar
            && rule.Selector is null
            && result.Mode is ClientTlsMode.Simple or ClientTlsMode.Mutual;
        return isCredentialLost
            ? result with { Mode = ClientTlsMode.Plaintext, Reason = $"{from.Reference} names a credential without a workloadSelector, which sidecars leave out with its TLS" }
            : result;
    }

    private static string Word(DestinationRuleMode? mode) => mode switch
    {
        DestinationRuleMode.IstioMutual => "ISTIO_MUTUAL",
        DestinationRuleMode.Simple => "SIMPLE",
        DestinationRuleMode.Mutual => "MUTUAL",
        DestinationRuleMode.Disable => "DISABLE",
        _ => "DISABLE, which is what a tls without a mode means",
    };

    /// <summary>Injection marks pods with sidecars; the template of gateways does not, for their ports take what their Gateways say.</summary>
    private static bool TakesMutualTls(Workload endpoint) =>
        endpoint.DataPlane switch
        {
            DataPlane.Waypoint or DataPlane.Ambient => true,
            DataPlane.Sidecar => endpoint.Labels.GetValueOrDefault(WellKnownLabels.TlsMode, MeshMode) == MeshMode,
            DataPlane.Gateway => endpoint.Labels.GetValueOrDefault(WellKnownLabels.TlsMode) == MeshMode,
            _ => false,
        };

    private static ClientTls Plain(string reason) => new() { Mode = ClientTlsMode.Plaintext, Reason = reason };

    private static ClientTls Mutual(string reason) => new() { Mode = ClientTlsMode.IstioMutual, Reason = reason };
}
