using Manifests;
using Manifests.Linkerd.Policy.V1Alpha1;
using Manifests.Linkerd.Policy.V1Beta3;
using Policies.Linkerd;

namespace Policies.Rules.Linkerd;

/// <summary>An AuthorizationPolicy of Linkerd's that lets nobody in, since something that it names is not there.</summary>
internal sealed class IgnoredAuthorization : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS614",
        Level = FindingLevel.Error,
        Title = "Linkerd policy that names what is not there",
        Remedy = "mend the name; the objects are looked for in the policy's own namespace",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } =
    [
        Input.Kind<AuthorizationPolicy>(), Input.Kind<Server>(), Input.Kind<HTTPRoute>(), Input.Kind<MeshTLSAuthentication>(),
        Input.Kind<NetworkAuthentication>(),
    ];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var policy in view.All<AuthorizationPolicy>())
        {
            var target = policy.Object.Spec.TargetRef;
            if (IsMissing(view, target.Group, target.Kind, target.Name, policy.Namespace))
            {
                yield return Find(policy, "spec.targetRef", $"namespace {policy.Namespace} has no {target.Kind} {target.Name}, so the policy lets nobody in anywhere");
            }

            foreach (var (index, required) in policy.Object.Spec.RequiredAuthenticationRefs.Index())
            {
                var @namespace = required.Namespace ?? policy.Namespace;
                if (IsMissing(view, required.Group, required.Kind, required.Name, @namespace))
                {
                    yield return Find(
                        policy,
                        $"spec.requiredAuthenticationRefs[{index}]",
                        $"namespace {@namespace} has no {required.Kind} {required.Name}, so Linkerd ignores the policy and its callers are refused");
                }
            }
        }
    }

    private static bool IsMissing(RuleView view, string? group, string kind, string name, string @namespace) =>
        LinkerdKinds.IsPolicy(group, kind, nameof(Server)) ? IsMissing<Server>(view, name, @namespace)
        : LinkerdKinds.IsPolicy(group, kind, nameof(HTTPRoute)) ? IsMissing<HTTPRoute>(view, name, @namespace)
        : LinkerdKinds.IsPolicy(group, kind, nameof(MeshTLSAuthentication)) ? IsMissing<MeshTLSAuthentication>(view, name, @namespace)
        : LinkerdKinds.IsPolicy(group, kind, nameof(NetworkAuthentication)) && IsMissing<NetworkAuthentication>(view, name, @namespace);

    private static bool IsMissing<T>(RuleView view, string name, string @namespace)
        where T : KubernetesObject => !view.All<T>().Any(candidate => candidate.Name == name && candidate.Namespace == @namespace);
}
