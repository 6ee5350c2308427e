using Manifests.Core.V1;
using Manifests.GatewayApi.V1;
using Policies.Model;

namespace Policies.Rules.Platform;

/// <summary>A label that sends traffic through a waypoint that is not there: then it goes through none.</summary>
internal sealed class MissingWaypoint : ManifestRule
{
    private const string WaypointClass = "istio-waypoint";

    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS630",
        Level = FindingLevel.Error,
        Title = "waypoint that is not there",
        Remedy = $"make the Gateway, of the class {WaypointClass}, or take the label {WellKnownLabels.UseWaypoint} away",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<Namespace>(), Input.Kind<Service>(), Input.Kind<Gateway>(), Input.Mesh];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var gateways = view.All<Gateway>();
        var knowsWaypoints = view.IsWhole || gateways.Any(gateway => gateway.Object.Spec.GatewayClassName == WaypointClass);
        foreach (var (labelled, own) in view.All<Namespace>().Select(manifest => ((Manifest)manifest, manifest.Name))
            .Concat(view.All<Service>().Select(manifest => ((Manifest)manifest, manifest.Namespace))))
        {
            if (!knowsWaypoints || labelled.Labels.GetValueOrDefault(WellKnownLabels.UseWaypoint) is not ({ Length: > 0 } and not "none" and var name))
            {
                continue;
            }

            var place = labelled.Labels.GetValueOrDefault(WellKnownLabels.UseWaypointNamespace, own);
            var gateway = gateways.FirstOrDefault(candidate => candidate.Namespace == place && candidate.Name == name);
            var problem = gateway is null ? $"namespace {place} has no Gateway {name}"
                : gateway.Object.Spec.GatewayClassName == WaypointClass ? null
                : $"Gateway {place}/{name} is of the class {gateway.Object.Spec.GatewayClassName}, and no waypoint";
            if (problem is not null)
            {
                yield return Find(labelled, "metadata.labels", $"{problem}, so traffic goes past the policies that are meant to stand there");
            }
        }
    }
}
