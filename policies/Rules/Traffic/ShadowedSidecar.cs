using Manifests.Istio.Networking.V1;
using Policies.Model;

namespace Policies.Rules.Traffic;

/// <summary>A Sidecar that loses against another for the same pods: they are not merged, the oldest holds.</summary>
internal sealed class ShadowedSidecar : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS418",
        Level = FindingLevel.Warning,
        Title = "Sidecar shadowed by another",
        Remedy = "put both into one Sidecar, or have their selectors pick different pods",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<Sidecar>(), Input.Workloads];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var wide = new Dictionary<string, Manifest<Sidecar>>(StringComparer.Ordinal);
        var own = new Dictionary<Workload, Manifest<Sidecar>>(ReferenceEqualityComparer.Instance);
        foreach (var sidecar in view.All<Sidecar>().OrderBy(sidecar => sidecar.Object.Metadata.CreationTimestamp ?? "", StringComparer.Ordinal)
            .ThenBy(sidecar => sidecar.Name, StringComparer.Ordinal))
        {
            if (sidecar.Object.Spec?.WorkloadSelector?.Labels is not { Count: > 0 } labels)
            {
                if (!wide.TryAdd(sidecar.Namespace, sidecar))
                {
                    yield return Find(sidecar, "spec", $"{wide[sidecar.Namespace].Name} is for the whole of namespace {sidecar.Namespace} as well, and holds, so this one changes nothing");
                }

                continue;
            }

            var lost = view.Workloads.Select(sidecar.Namespace, labels).Where(workload => !own.TryAdd(workload, sidecar)).ToList();
            if (lost.Count > 0)
            {
                yield return Find(
                    sidecar, "spec.workloadSelector", $"{own[lost[0]].Name} picks {Words.List(lost, workload => workload.Name)} as well, and holds there, so this one changes nothing for them");
            }
        }
    }
}
