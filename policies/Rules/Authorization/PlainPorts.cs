using Manifests.Istio.Security.V1;
using Policies.Istio;
using Policies.Model;

namespace Policies.Rules.Authorization;

/// <summary>Where the workloads of a policy take plaintext.</summary>
internal static class PlainPorts
{
    /// <summary>The first workload or port that takes plaintext, in words; null where everything is STRICT.</summary>
    public static string? Of(RuleView view, Manifest<AuthorizationPolicy> policy)
    {
        var workloads = view.Attachment.Of(policy);
        if (workloads.Count == 0)
        {
            // Nothing is known of what the policy selects: the namespace's mode is what its pods will have.
            return policy.Object.Spec is { TargetRefs: null or [], TargetRef: null } && !view.Workloads.Knows(policy.Namespace)
                && view.All<PeerAuthentication>().Count > 0 && view.Modes.ModeOf(policy.Namespace) is not MutualTlsMode.Strict and var mode
                ? $"namespace {policy.Namespace} is {Word(mode)}, which"
                : null;
        }

        foreach (var workload in workloads.Where(workload => workload.DataPlane is DataPlane.Sidecar or DataPlane.Ambient))
        {
            if (view.Modes.ModeOf(workload) is not MutualTlsMode.Strict and var mode)
            {
                return $"{workload.Name} is {Word(mode)}, which";
            }

            foreach (var port in view.Services.TargetPortsOf(workload))
            {
                if (view.Modes.ModeOf(workload, port) is not MutualTlsMode.Strict and var own && MayHit(policy, port))
                {
                    return $"port {port} of {workload.Name} is {Word(own)}, which";
                }
            }
        }

        return null;
    }

    /// <summary>A mode as the manifest spells it.</summary>
    public static string Word(MutualTlsMode mode) => mode.ToString().ToUpperInvariant();

    private static bool MayHit(Manifest<AuthorizationPolicy> policy, int port) =>
        !policy.Operations().Any(part => part.Operation.Ports is { Count: > 0 })
        || policy.Operations().Any(part => part.Operation.Ports is { Count: > 0 } ports && ports.Contains($"{port}"));
}
