using Components.Intent;

namespace Components.Linkerd;

/// <summary>
/// What the intent asks of ports in Linkerd's mesh that its routes cannot say. Nothing is rendered for a region with problems: Linkerd would let in
/// more, or less, than is meant.
/// </summary>
public static class PortProblems
{
    /// <summary>All problems of a region; empty where there are none.</summary>
    public static IReadOnlyList<LinkerdProblem> Of(RegionIntent intent) =>
    [
        .. from workload in intent.Workloads
           where workload.InLinkerd
           from port in workload.Ports
           from problem in Of(port)
           select new LinkerdProblem(workload.Name, problem.Caller, problem.Message),
    ];

    /// <summary>Stops the rendering of a region that has problems.</summary>
    /// <exception cref="ArgumentException">There are problems; the message holds them all, one per line.</exception>
    internal static void ThrowIfAny(RegionIntent intent)
    {
        if (Of(intent) is { Count: > 0 } problems)
        {
            throw new ArgumentException(string.Join('\n', problems), nameof(intent));
        }
    }

    private static IEnumerable<(string Caller, string Message)> Of(WorkloadPort port)
    {
        var requests = PortRequests.Of(port);
        return
            from caller in port.Callers
            from path in caller.Paths
            let message = Problem(path, requests)
            where message is not null
            select (Name(caller.Source), message);
    }

    private static string? Problem(string path, PortRequests requests) => PathCell.Parse(path) switch
    {
        null => $"path {path}: Linkerd's routes know no {{*}} and {{**}}; write the paths, or one that ends in /*",
        { Base: "/" } => "path /: Linkerd's routes cannot tell it from all other paths; write /*, or give the page a path of its own",
        { HasBase: false, HasBelow: true } below
            when requests.Cells.Contains(below) && requests.Bases.FirstOrDefault(below.IsAbove) is { } inner =>
            $"path {path}: without {below.Base} itself it is a regular expression to Linkerd, which takes the requests for {inner} too; "
            + $"allow {below.Base} to the same callers as {path}, so that it is a prefix",
        _ => null,
    };

    private static string Name(CallSource source) => source switch
    {
        CallSource.FromWorkload workload => workload.Name,
        CallSource.FromIngress => "@ingress",
        CallSource.FromPrometheus => "@prometheus",
        _ => "@anyone",
    };
}
