using Manifests.Core.V1;
using Policies.Model;

namespace Policies.Rules.Platform;

/// <summary>A namespace with applications that does not say whether it is in the mesh.</summary>
internal sealed class SilentNamespace : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS502",
        Level = FindingLevel.Warning,
        Title = "namespace that says nothing of the mesh",
        Remedy = "label it istio-injection: enabled (or istio.io/dataplane-mode: ambient); istio-injection: disabled says that it stays out on purpose",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<Namespace>(), Input.Workloads, Input.Mesh];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var own in view.IsWhole ? view.All<Namespace>().Where(own => !PlatformNamespaces.IsOfCluster(own.Name) && own.Name != view.Mesh.RootNamespace) : [])
        {
            if (!own.Labels.ContainsKey(WellKnownLabels.Injection) && !own.Labels.ContainsKey(WellKnownLabels.Revision) && !own.Labels.ContainsKey(WellKnownLabels.DataPlaneMode)
                && !own.Annotations.ContainsKey(WellKnownLabels.LinkerdInject)
                && view.Workloads.In(own.Name).Where(workload => workload.DataPlane is DataPlane.None && !workload.IsHostNetwork).ToList() is { Count: > 0 } outside)
            {
                yield return Find(own, "metadata", $"{Words.List(outside, workload => workload.Name)} run outside of the mesh, and nothing says whether that is meant");
            }
        }
    }
}
