using Components.Intent;
using Manifests.Istio.Telemetry.V1;
using Manifests.Meta.V1;

namespace Components.Mesh;

/// <summary>The mesh-wide <c>Telemetry</c> that logs what authorization refused and what failed in TLS, and nothing else.</summary>
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

    /// <summary>The one object, in the root namespace.</summary>
    public static IReadOnlyList<Telemetry> For(RegionIntent intent) =>
    [
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
            },
        },
    ];
}
