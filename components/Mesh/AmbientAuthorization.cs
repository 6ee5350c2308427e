using Components.Intent;
using Manifests;
using Manifests.Istio.Security.V1;
using static Components.Mesh.AuthorizationPolicyManifests;

namespace Components.Mesh;

/// <summary>The <c>AuthorizationPolicy</c>s of an ambient region: connections at ztunnel by selector, requests at the waypoint by <c>targetRefs</c>.</summary>
/// <remarks>
/// Where a waypoint stands, the workload's ztunnel sees the waypoint's identity and lets in nobody else: a call to the pod's own address goes past the
/// waypoint and is refused. Policies with a selector are not read by waypoints, the default deny neither, so they have one of their own. A waypoint
/// sees the Service's ports, ztunnel the container's.
/// </remarks>
internal static class AmbientAuthorization
{
    private const string GatewayApi = "gateway.networking.k8s.io";

    /// <summary>The policies of a workload: at its ztunnel, and at the waypoint where there is one.</summary>
    public static IEnumerable<AuthorizationPolicy> Allows(RegionIntent intent, Workload workload)
    {
        if (!intent.Waypoints.Contains(workload.Namespace))
        {
            return [Allow(workload)];
        }

        return
        [
            BySelector(workload, [.. workload.Ports.SelectMany(port => BehindWaypoint(intent, workload, port))]),
            new AuthorizationPolicy
            {
                Metadata = Metadata($"{workload.Name}.{Waypoints.Name}", workload.Namespace),
                Spec = new AuthorizationPolicySpec
                {
                    TargetRefs = [new AuthorizationPolicyTargetRef { Group = "", Kind = "Service", Name = workload.Name }],
                    Rules = [.. workload.Ports.SelectMany(port => Rules(port, port.Port))],
                },
            },
        ];
    }

    /// <summary>The allow-nothing policy of all waypoints: a Service that no other policy names can be called by nobody.</summary>
    public static AuthorizationPolicy DefaultDeny(RegionIntent intent) => new()
    {
        Metadata = Metadata("default-deny-waypoints", intent.Mesh.RootNamespace),
        Spec = new AuthorizationPolicySpec
        {
            TargetRefs = [new AuthorizationPolicyTargetRef { Group = GatewayApi, Kind = "GatewayClass", Name = "istio-waypoint" }],
        },
    };

    /// <summary>Whoever has an identity comes through the waypoint; who has none comes past it, in plaintext.</summary>
    private static IEnumerable<AuthorizationPolicyRule> BehindWaypoint(RegionIntent intent, Workload workload, WorkloadPort port)
    {
        ValueList<AuthorizationPolicyTo> to = [To([port.TargetPort], [], [])];
        if (port.Callers.Any(caller => caller.Source is CallSource.FromAnyone))
        {
            yield return new AuthorizationPolicyRule { To = to };
            yield break;
        }

        if (Waypoints.TakesTunnels(port))
        {
            yield return new AuthorizationPolicyRule
            {
                From = [new() { Source = new() { Principals = [Principal(Waypoints.Identity(intent.Region, workload.Namespace))] } }],
                To = to,
            };
        }

        if (port.Callers.Any(caller => caller.Source is CallSource.FromPrometheus))
        {
            yield return new AuthorizationPolicyRule { From = [WithoutIdentity], To = to };
        }
    }
}
