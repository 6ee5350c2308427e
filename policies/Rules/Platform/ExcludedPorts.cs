using Manifests.Apps.V1;

namespace Policies.Rules.Platform;

/// <summary>Ports that pass by the sidecar.</summary>
internal sealed class ExcludedPorts : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS512",
        Level = FindingLevel.Warning,
        Title = "inbound ports that pass by the sidecar",
        Remedy = "remove the annotation, and make the port PERMISSIVE under an exception if it has to take plaintext",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<Deployment>(), Input.Kind<StatefulSet>(), Input.Kind<DaemonSet>()];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var (manifest, template) in PodTemplates.Of(view))
        {
            if (template.Metadata?.Annotations?.GetValueOrDefault(Excluded) is { Length: > 0 } ports)
            {
                yield return Find(
                    manifest, FieldPath.Key("spec.template.metadata.annotations", Excluded), $"connections to {ports} reach the application without the sidecar: no mutual TLS, no authorization");
            }
        }
    }

    private const string Excluded = "traffic.sidecar.istio.io/excludeInboundPorts";
}
