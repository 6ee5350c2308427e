using Manifests.Apps.V1;
using Manifests.Core.V1;
using Manifests.Linkerd.Policy.V1Beta3;
using Policies.Linkerd;
using Policies.Rules.Platform;

namespace Policies.Rules.Linkerd;

/// <summary>A default of Linkerd's that lets in clients without an identity.</summary>
internal sealed class OpenByDefault : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS613",
        Level = FindingLevel.Error,
        Title = "default that lets in clients without identity",
        Remedy = "deny, and an AuthorizationPolicy for each caller",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } =
        [Input.Kind<Namespace>(), Input.Kind<Deployment>(), Input.Kind<StatefulSet>(), Input.Kind<DaemonSet>(), Input.Kind<Server>()];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view) =>
    [
        .. from own in view.All<Namespace>()
           let policy = own.Annotations.GetValueOrDefault(LinkerdAnnotations.DefaultInboundPolicy)
           where IsOpen(policy)
           select Find(own, FieldPath.Key("metadata.annotations", LinkerdAnnotations.DefaultInboundPolicy), $"with {policy}, every port without Server takes {Whom(policy!)}"),
        .. from pair in PodTemplates.Of(view)
           let policy = pair.Value.Metadata?.Annotations?.GetValueOrDefault(LinkerdAnnotations.DefaultInboundPolicy)
           where IsOpen(policy)
           select Find(
               pair.Key,
               FieldPath.Key("spec.template.metadata.annotations", LinkerdAnnotations.DefaultInboundPolicy),
               $"with {policy}, every port without Server takes {Whom(policy!)}"),
        .. from server in view.All<Server>()
           where IsOpen(server.Object.Spec.AccessPolicy)
           select Find(server, "spec.accessPolicy", $"with {server.Object.Spec.AccessPolicy}, the port takes {Whom(server.Object.Spec.AccessPolicy!)}, whatever its AuthorizationPolicies say"),
    ];

    private static bool IsOpen(string? policy) => policy is "all-unauthenticated" or "cluster-unauthenticated" or "audit";

    private static string Whom(string policy) =>
        policy == "cluster-unauthenticated" ? "everyone in the cluster, without a certificate too" : "everyone, without a certificate too";
}
