using Manifests.Core.V1;
using Policies.Linkerd;

namespace Policies.Rules.Linkerd;

/// <summary>Ports to be skipped that are written where Linkerd does not look.</summary>
internal sealed class SkippedOnService : ManifestRule
{
    private static readonly string[] Annotated = [LinkerdAnnotations.SkipInboundPorts, LinkerdAnnotations.SkipOutboundPorts];

    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS611",
        Level = FindingLevel.Error,
        Title = "ports to skip on a Service",
        Remedy = "write it on the pods of the caller (skip-outbound-ports) or of the server (skip-inbound-ports), or on their namespace",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<Service>()];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view) =>
        from service in view.All<Service>()
        from annotation in Annotated
        where service.Annotations.ContainsKey(annotation)
        select Find(
            service,
            FieldPath.Key("metadata.annotations", annotation),
            "Linkerd reads it from pods and namespaces only, so the proxy goes on taking the port, and waits for a server that speaks first");
}
