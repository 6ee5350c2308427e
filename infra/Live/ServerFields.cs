using Manifests;

namespace Infra.Live;

/// <summary>
/// Fields that the API server and its controllers fill in for Kubernetes' own kinds (pkg/apis/*/v1/defaults.go of kubernetes/kubernetes): with
/// these values, an added field changes nothing.
/// </summary>
internal static class ServerFields
{
    // Given by the cluster, so of any value.
    private static readonly HashSet<string> Assigned = new(StringComparer.Ordinal)
    {
        "clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy", "nodePort", "healthCheckNodePort", "nodeName", "caBundle",
        // The deprecated twin of serviceAccountName, and a Service's port where it names no target.
        "serviceAccount", "targetPort",
    };

    private static readonly Dictionary<string, string[]> Defaults = new(StringComparer.Ordinal)
    {
        // Services
        ["type"] = ["ClusterIP", "RollingUpdate"],
        ["sessionAffinity"] = ["None"],
        ["internalTrafficPolicy"] = ["Cluster"],
        ["protocol"] = ["TCP"],

        // Pods and their controllers
        ["restartPolicy"] = ["Always"],
        ["dnsPolicy"] = ["ClusterFirst"],
        ["schedulerName"] = ["default-scheduler"],
        ["terminationGracePeriodSeconds"] = ["30"],
        ["terminationMessagePath"] = ["/dev/termination-log"],
        ["terminationMessagePolicy"] = ["File"],
        ["imagePullPolicy"] = ["IfNotPresent", "Always"],
        ["enableServiceLinks"] = ["true"],
        ["defaultMode"] = ["420"],
        ["optional"] = ["false"],
        ["fieldRefApiVersion"] = ["v1"],
        ["apiVersion"] = ["v1"],
        ["scheme"] = ["HTTP"],
        ["timeoutSeconds"] = ["1"],
        ["periodSeconds"] = ["10"],
        ["successThreshold"] = ["1"],
        ["failureThreshold"] = ["3"],
        ["initialDelaySeconds"] = ["0"],
        ["replicas"] = ["1"],
        ["progressDeadlineSeconds"] = ["600"],
        ["revisionHistoryLimit"] = ["10"],
        ["minReadySeconds"] = ["0"],
        ["podManagementPolicy"] = ["OrderedReady"],
        ["volumeMode"] = ["Filesystem"],
        ["maxSurge"] = ["25%"],
        ["maxUnavailable"] = ["25%"],
        ["partition"] = ["0"],
        ["whenDeleted"] = ["Retain"],
        ["whenScaled"] = ["Retain"],

        // Admission and RBAC
        ["failurePolicy"] = ["Fail"],
        ["matchPolicy"] = ["Equivalent"],
        ["scope"] = ["*"],
        ["apiGroup"] = ["", "rbac.authorization.k8s.io"],
    };

    /// <summary>Whether a field that the plan does not have is one that the cluster fills in.</summary>
    /// <param name="field">The field's name.</param>
    /// <param name="value">Its value in the cluster.</param>
    public static bool IsFilledIn(string field, Node value) => Assigned.Contains(field) || value switch
    {
        ScalarNode scalar => Defaults.TryGetValue(field, out var values) && values.Contains(scalar.Text, StringComparer.Ordinal),
        // A block of nothing but defaults, such as a Deployment's strategy.
        MapNode map => map.Count == 0 || map.All(entry => entry.Key == "status" || IsFilledIn(entry.Key, entry.Value)),
        ListNode list => list.Count == 0,
        _ => false,
    };

    /// <summary>Whether a label or annotation that somebody added decides what a mesh or admission does with the object.</summary>
    public static bool SteersAMesh(string key)
    {
        var prefix = key.Contains('/', StringComparison.Ordinal) ? key[..key.IndexOf('/', StringComparison.Ordinal)] : key;
        return prefix is "istio-injection" or "pod-security.kubernetes.io"
            || prefix.EndsWith("istio.io", StringComparison.Ordinal)
            || prefix.EndsWith("linkerd.io", StringComparison.Ordinal);
    }
}
