using Manifests.Core.V1;
using Manifests.Istio.Security.V1;
using Policies.Model;

namespace Policies.Rules.Authorization;

/// <summary>Workloads that no ALLOW policy covers: without one, everything is allowed.</summary>
internal sealed class NoDefaultDeny : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS338",
        Level = FindingLevel.Warning,
        Title = "no default deny",
        Remedy = "add an AuthorizationPolicy with spec: {} to the namespace, after the policies that allow what is needed",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } =
        [Input.Kind<AuthorizationPolicy>(), Input.Workloads, Input.Mesh, Input.Kind<Namespace>()];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var namespaces = view.All<Namespace>().DistinctBy(own => own.Name).ToDictionary(own => own.Name, StringComparer.Ordinal);
        foreach (var group in view.Workloads.All.Where(workload => workload.DataPlane is DataPlane.Sidecar or DataPlane.Ambient)
            .GroupBy(workload => workload.Namespace, StringComparer.Ordinal))
        {
            var open = group.Where(workload => !view.Attachment.Of(workload).Any(policy => policy.Allows() && !policy.IsDryRun())).ToList();
            if (open.Count > 0 && namespaces.GetValueOrDefault(group.Key) is { } subject)
            {
                yield return Find(
                    subject, "", $"everybody may call {Words.List(open, workload => workload.Name)}: no ALLOW policy covers them, and without one everything is allowed");
            }
        }
    }
}
