using Components.Intent;
using Components.Mesh;
using Manifests.GatewayApi.V1;

namespace Components.Edge;

/// <summary>The <c>Gateway</c> of the Gateway API: what Istio's ingress gateway takes.</summary>
/// <remarks>
/// An address of type Hostname that names the Service of a running gateway makes Istio configure that one instead of starting another
/// (<c>pilot/pkg/config/kube/gatewaycommon/gateway_utils.go</c>, IsManaged), so the identity that workloads let in stays the same.
/// </remarks>
internal static class EdgeGatewayManifests
{
    private const string NamespaceName = "kubernetes.io/metadata.name";

    /// <summary>The Gateway: one listener for plain HTTP, and one for each host.</summary>
    public static Gateway For(RegionIntent intent, EdgeOptions edge, IReadOnlyList<EdgeRoute> routes) => new()
    {
        Metadata = new() { Name = EdgeNames.Gateway, Namespace = intent.Mesh.GatewayNamespace, Labels = ObjectLabels.Common() },
        Spec = new()
        {
            GatewayClassName = "istio",
            Addresses =
            [
                new() { Type = "Hostname", Value = ServiceHost.Of(intent.Region, intent.Mesh.GatewayNamespace, intent.Mesh.IngressGateway) },
            ],
            Listeners = [Http(), .. routes.GroupBy(route => route.Host).Select(Https)],
            Tls = edge.ClientAuthorities is { } authorities && routes.Any(route => route.Host.AsksForCertificate) ? Clients(authorities) : null,
        },
    };

    /// <summary>Routes of its own namespace only: the redirect, and the challenges of certificates that are made there.</summary>
    private static GatewayListener Http() => new()
    {
        Name = EdgeNames.HttpListener,
        Port = Gateways.HttpPort,
        Protocol = "HTTP",
        AllowedRoutes = new() { Namespaces = new() { From = GatewayAllowedRoutesNamespacesFrom.Same } },
    };

    /// <summary>Only the namespaces that the intent serves under the host may attach a route to it.</summary>
    private static GatewayListener Https(IGrouping<EdgeHost, EdgeRoute> routes) => new()
    {
        Name = EdgeNames.Listener(routes.Key.Name),
        Hostname = routes.Key.Name,
        Port = routes.First().GatewayPort,
        Protocol = "HTTPS",
        Tls = new()
        {
            Mode = GatewayTlsMode.Terminate,
            CertificateRefs = [new() { Group = "", Kind = "Secret", Name = EdgeNames.Certificate(routes.Key.Name) }],
        },
        AllowedRoutes = new()
        {
            Namespaces = new()
            {
                From = GatewayAllowedRoutesNamespacesFrom.Selector,
                Selector = new()
                {
                    MatchExpressions =
                    [
                        new()
                        {
                            Key = NamespaceName,
                            Operator = "In",
                            Values = [.. routes.Select(route => route.Workload.Namespace).Distinct().Order(StringComparer.Ordinal)],
                        },
                    ],
                },
            },
        },
    };

    /// <summary>On one port every client shows a certificate; on the others none is asked for.</summary>
    private static GatewayTls Clients(string authorities) => new()
    {
        Frontend = new()
        {
            Default = new(),
            PerPort =
            [
                new()
                {
                    Port = Gateways.MutualHttpsPort,
                    Tls = new()
                    {
                        Validation = new()
                        {
                            CaCertificateRefs = [new() { Group = "", Kind = "ConfigMap", Name = authorities }],
                            Mode = GatewayValidationMode.AllowValidOnly,
                        },
                    },
                },
            ],
        },
    };
}
