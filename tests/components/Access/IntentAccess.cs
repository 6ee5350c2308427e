using Components.Intent;

namespace Tests.Components.Access;

/// <summary>What the intent itself says about a request: the other half of every access test.</summary>
internal static class IntentAccess
{
    /// <summary>Whether a source has a way to a port at all: it is one of those that the port lists.</summary>
    public static bool Reaches(WorkloadPort port, Func<CallSource, bool> isSource) => port.Callers.Any(caller => isSource(caller.Source));

    /// <summary>
    /// Whether a workload of another region has a way to a port: it calls something in this region, and somebody elsewhere calls the port. The network
    /// between regions sees gateways, not pods, so it cannot tell their workloads apart.
    /// </summary>
    public static bool ReachesAcross(Workload from, RegionIntent destination, WorkloadPort port) =>
        from.Outbound.Any(call => call.RemoteRegions.Contains(destination.Region.Name))
        && port.Callers.Any(caller => caller.Source is CallSource.FromWorkload { Remote: true });

    /// <summary>
    /// Whether the server takes a source's request: one that the source may make, or one that anybody may make who, like Prometheus, shows no identity.
    /// Linkerd tells such callers apart by their networks, which is the network's part here.
    /// </summary>
    public static bool Serves(Workload to, WorkloadPort port, Func<CallSource, bool> isSource, bool showsIdentity, HttpRequest? request) =>
        to.DataPlane is null || port.Callers.Any(caller => Matches(caller, request) && (isSource(caller.Source)
            || caller.Source is CallSource.FromAnyone
            || (caller.Source is CallSource.FromPrometheus && (!showsIdentity || to.DataPlane is DataPlaneKind.Linkerd))));

    /// <summary>Whether a server's proxy sees who calls a port: callers with an identity show it, unless the port takes plaintext only.</summary>
    public static bool ShowsIdentity(RegionIntent region, Workload to, WorkloadPort port, Pod from) =>
        from.Principal is not null && (port.Mode ?? region.Namespaces.Single(own => own.Name == to.Namespace).Mode ?? region.Mesh.Mode) is not MutualTlsMode.Disable;

    private static bool Matches(Caller caller, HttpRequest? request) =>
        (caller.Methods.Count == 0 || caller.Methods.Contains(request!.Method))
        && (caller.Paths.Count == 0 || caller.Paths.Any(path => PathForm.Matches(path, request!.Path)));
}
