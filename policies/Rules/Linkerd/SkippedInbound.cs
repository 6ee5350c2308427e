using Manifests.Apps.V1;
using Manifests.Core.V1;
using Policies.Linkerd;
using Policies.Rules.Platform;

namespace Policies.Rules.Linkerd;

/// <summary>Ports that pass by Linkerd's proxy on the way in.</summary>
internal sealed class SkippedInbound : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS612",
        Level = FindingLevel.Warning,
        Title = "inbound ports that pass by Linkerd's proxy",
        Remedy = "remove the annotation, and let the clients in by a NetworkAuthentication on a Server of the port",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } =
        [Input.Kind<Namespace>(), Input.Kind<Deployment>(), Input.Kind<StatefulSet>(), Input.Kind<DaemonSet>()];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view) =>
    [
        .. view.All<Namespace>()
            .Where(own => own.Annotations.ContainsKey(LinkerdAnnotations.SkipInboundPorts))
            .Select(own => Skips(own, "metadata.annotations", own.Annotations[LinkerdAnnotations.SkipInboundPorts])),
        .. from pair in PodTemplates.Of(view)
           let ports = pair.Value.Metadata?.Annotations?.GetValueOrDefault(LinkerdAnnotations.SkipInboundPorts)
           where ports is not null
           select Skips(pair.Key, "spec.template.metadata.annotations", ports),
    ];

    private Finding Skips(Manifest manifest, string annotations, string ports) => Find(
        manifest,
        FieldPath.Key(annotations, LinkerdAnnotations.SkipInboundPorts),
        $"connections to {ports} reach the application without the proxy: no mutual TLS, and no policy of Linkerd's is enforced on them");
}
