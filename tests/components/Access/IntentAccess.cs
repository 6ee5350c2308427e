using Components.Intent;

namespace Tests.Components.Access;

/// <summary>What the intent itself says about a request: the other half of every access test.</summary>
internal static class IntentAccess
{
    /// <summary>
    /// Whether a source may make a request to a port. Who is not listed for the port has no way to it; who is may make its own requests and those
    /// that need no identity.
    /// </summary>
    public static bool Allows(Workload to, WorkloadPort port, Func<CallSource, bool> isSource, HttpRequest? request)
    {
        var listed = port.Callers.Any(caller => isSource(caller.Source));
        return listed && (!to.InMesh || port.Callers.Any(caller =>
            (isSource(caller.Source) || caller.Source is CallSource.FromAnyone or CallSource.FromPrometheus) && Matches(caller, request)));
    }

    private static bool Matches(Caller caller, HttpRequest? request) =>
        (caller.Methods.Count == 0 || caller.Methods.Contains(request!.Method))
        && (caller.Paths.Count == 0 || caller.Paths.Any(path => PathForm.Matches(path, request!.Path)));
}
