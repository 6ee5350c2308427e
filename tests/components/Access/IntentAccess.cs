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

    /// <summary>Whether the server takes a source's request: one that the source may make, or one that needs no identity.</summary>
    public static bool Serves(Workload to, WorkloadPort port, Func<CallSource, bool> isSource, HttpRequest? request) =>
        to.DataPlane is null || port.Callers.Any(caller =>
            (isSource(caller.Source) || caller.Source is CallSource.FromAnyone or CallSource.FromPrometheus) && Matches(caller, request));

    private static bool Matches(Caller caller, HttpRequest? request) =>
        (caller.Methods.Count == 0 || caller.Methods.Contains(request!.Method))
        && (caller.Paths.Count == 0 || caller.Paths.Any(path => PathForm.Matches(path, request!.Path)));
}
