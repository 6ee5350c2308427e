using Components.Intent;
using Manifests;
using Manifests.Meta.V1;
using Manifests.Rbac.V1;

namespace Components.Mesh;

/// <summary>The rights under which istiod hands a client certificate's Secret to a caller's sidecar.</summary>
/// <remarks>
/// istiod asks the API server whether the sidecar's service account may list the Secrets of its namespace, without naming one, so a narrower
/// rule would not do. The egress gateway's chart brings its own. The applications themselves get no API token (<c>automountServiceAccountToken: false</c> on
/// the service account).
/// </remarks>
public static class ExternalCredentialManifests
{
    private const string Name = "external-credentials";

    /// <summary>A Role and a RoleBinding in each namespace with a caller that shows a certificate, ordered by namespace.</summary>
    public static IReadOnlyList<KubernetesObject> For(RegionIntent intent) =>
    [
        .. intent.Externals
            .Where(external => external is { Tls: ExternalTls.Mutual, ThroughGateway: false })
            .SelectMany(external => external.Callers)
            .GroupBy(caller => caller.Namespace)
            .OrderBy(callers => callers.Key, StringComparer.Ordinal)
            .SelectMany(callers => InNamespace(callers.Key, ServiceAccounts(intent, callers))),
    ];

    private static IEnumerable<string> ServiceAccounts(RegionIntent intent, IEnumerable<ExternalCaller> callers) => callers
        .Select(caller => intent.Workloads.First(workload => (workload.Namespace, workload.Name) == (caller.Namespace, caller.Name)).ServiceAccount)
        .Distinct()
        .Order(StringComparer.Ordinal);

    private static IEnumerable<KubernetesObject> InNamespace(string @namespace, IEnumerable<string> serviceAccounts)
    {
        var metadata = new ObjectMeta { Name = Name, Namespace = @namespace, Labels = ObjectLabels.Common() };
        yield return new Role
        {
            Metadata = metadata,
            Rules = [new PolicyRule { ApiGroups = [""], Resources = ["secrets"], Verbs = ["list"] }],
        };
        yield return new RoleBinding
        {
            Metadata = metadata,
            RoleRef = new RoleRef { ApiGroup = "rbac.authorization.k8s.io", Kind = "Role", Name = Name },
            Subjects = [.. serviceAccounts.Select(account => new Subject { Kind = "ServiceAccount", Name = account, Namespace = @namespace })],
        };
    }
}
