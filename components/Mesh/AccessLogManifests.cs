using Components.Intent;
using Components.Observability;
using Manifests;
using Manifests.Istio.Telemetry.V1;
using Manifests.Meta.V1;

namespace Components.Mesh;

/// <summary>
/// The mesh-wide <c>Telemetry</c>: logs what authorization refused and what failed in TLS, and nothing else; and sends spans where Jaeger takes them.
/// </summary>
/// <remarks>
/// Attributes are Envoy's (architecture overview, "Attributes"). One that is absent makes a CEL comparison an error, hence each <c>has</c>.
/// A client's failed handshake is in its own log as the upstream's failure; the server closes such a connection before any logger sees it and
/// counts it in its <c>ssl</c> statistics.
/// </remarks>
public static class AccessLogManifests
{
    /// <summary>Istio's built-in provider that writes to the proxy's standard output.</summary>
    private const string Provider = "envoy";

    /// <summary>
    /// A request that a policy refused (HTTP 403 from the proxy, not from the application), a connection that arrived in plaintext where only
    /// mutual TLS is served, a TCP connection that a policy refused, a TLS failure from below, a TLS failure towards the called service.
    /// </summary>
    private static readonly string Filter = string.Join(" || ",
        """(has(response.code_details) && response.code_details.startsWith("rbac_access_denied"))""",
        """(has(response.code_details) && response.code_details == "filter_chain_not_found")""",
        """(has(connection.termination_details) && connection.termination_details.startsWith("rbac_access_denied"))""",
        """(has(connection.transport_failure_reason) && connection.transport_failure_reason != "")""",
        """(has(upstream.transport_failure_reason) && upstream.transport_failure_reason != "")""");

    /// <summary>
    /// The one object of the root namespace: of several without a selector Istio would take the oldest. And where requests are traced, one that keeps the
    /// egress gateway from sending spans, which is no caller of Jaeger's. Nothing in a region without Istio.
    /// </summary>
    public static IReadOnlyList<Telemetry> For(RegionIntent intent) => !intent.HasIstio ? [] :
    [
        .. intent.Jaeger is not null && Gateways.HasEgress(intent) ? [Untraced(intent)] : (Telemetry[])[],
        new()
        {
            Metadata = new ObjectMeta { Name = "access-log", Namespace = intent.Mesh.RootNamespace, Labels = ObjectLabels.Common() },
            Spec = new TelemetrySpec
            {
                AccessLogging =
                [
                    new()
                    {
                        Providers = [new() { Name = Provider }],
                        Filter = new() { Expression = Filter },
                    },
                ],
                Tracing = intent.Jaeger is { } jaeger
                    ? [new() { Providers = [new() { Name = JaegerNames.Provider }], RandomSamplingPercentage = jaeger.SamplingPercentage }]
                    : null,
            },
        },
    ];

    private static Telemetry Untraced(RegionIntent intent) => new()
    {
        Metadata = new ObjectMeta { Name = "egress-untraced", Namespace = intent.Mesh.GatewayNamespace, Labels = ObjectLabels.Common() },
        Spec = new TelemetrySpec
        {
            Selector = new() { MatchLabels = new ValueMap<string>(Gateways.EgressLabels) },
            Tracing = [new() { DisableSpanReporting = true }],
        },
    };
}
