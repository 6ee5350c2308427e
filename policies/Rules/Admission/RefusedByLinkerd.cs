using Manifests;
using Manifests.Linkerd.Policy.V1Alpha1;
using Manifests.Linkerd.Policy.V1Beta1;
using Manifests.Linkerd.Policy.V1Beta3;
using Policies.Linkerd;

namespace Policies.Rules.Admission;

/// <summary>What Linkerd's policy validator refuses although the schema lets it through.</summary>
internal sealed class RefusedByLinkerd : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS923",
        Level = FindingLevel.Error,
        Title = "refused by Linkerd",
        Remedy = "mend the field; Linkerd's policy validator refuses the object as it stands, and where it is not asked, the object counts for nothing",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } =
    [
        Input.Kind<Server>(), Input.Kind<AuthorizationPolicy>(), Input.Kind<ServerAuthorization>(), Input.Kind<MeshTLSAuthentication>(),
        Input.Kind<NetworkAuthentication>(), Input.Kind<HTTPRoute>(),
    ];

    /// <inheritdoc/>
    public override bool IsLocal => true;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view) =>
    [
        .. Of(view.All<Server>()), .. Of(view.All<AuthorizationPolicy>()), .. Of(view.All<ServerAuthorization>()),
        .. Of(view.All<MeshTLSAuthentication>()), .. Of(view.All<NetworkAuthentication>()), .. Of(view.All<HTTPRoute>()),
    ];

    private IEnumerable<Finding> Of<T>(IReadOnlyList<Manifest<T>> manifests)
        where T : KubernetesObject =>
        from manifest in manifests
        from fault in LinkerdFaults.Of(manifest.Object, manifest.Namespace)
        select Find(manifest, fault.Path, fault.Message);
}
