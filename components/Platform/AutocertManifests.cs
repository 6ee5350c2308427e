using Components.Intent;
using Components.Network;
using Manifests;
using Manifests.Core.V1;
using Manifests.Networking.V1;
using Manifests.Rbac.V1;
using Trust.Hierarchy;
using static Components.Network.NetworkPolicyFactory;

namespace Components.Platform;

/// <summary>The objects of autocert that hold nothing secret and follow from no key.</summary>
/// <remarks>
/// They are made here and not by smallstep's chart (1.20.7), whose values cannot say what matters: its webhook lets pods start without a certificate while
/// it is down, its account may make Secrets everywhere and rewrite every mutating webhook of the cluster, its containers are refused by Pod
/// Security's <c>restricted</c> level, and the provisioner's password is one of its values.
/// </remarks>
public static class AutocertManifests
{
    /// <summary>Everything before the webhook's own registration; nothing in a region without autocert or without a namespace that it serves.</summary>
    /// <param name="intent">The region.</param>
    /// <param name="platform">What is installed.</param>
    /// <param name="authority">step-ca's intermediate; null where step-ca is not installed.</param>
    public static IReadOnlyList<KubernetesObject> For(RegionIntent intent, PlatformOptions platform, IntermediatePlan? authority) =>
        authority is null || platform?.AutocertIn(intent) is not { } options
            ? []
            :
            [
                .. AutocertAdmission.For(intent),
                .. NetworkPolicies(intent),
                Account(),
                .. AutocertNames.Namespaces(intent).SelectMany(Rights),
                Configuration(intent, options),
                Service(),
                .. AutocertDeployment.For(intent, platform, options, authority),
            ];

    private static ServiceAccount Account() => new() { Metadata = Metadata(AutocertNames.Name), AutomountServiceAccountToken = false };

    /// <summary>A token reaches its pod in a Secret, which autocert makes and removes. It can read none.</summary>
    private static KubernetesObject[] Rights(string @namespace) =>
    [
        new Role
        {
            Metadata = Metadata(AutocertNames.TokenRole, @namespace),
            Rules = [new() { ApiGroups = [""], Resources = ["secrets"], Verbs = ["create", "delete"] }],
        },
        new RoleBinding
        {
            Metadata = Metadata(AutocertNames.TokenRole, @namespace),
            RoleRef = new() { ApiGroup = "rbac.authorization.k8s.io", Kind = "Role", Name = AutocertNames.TokenRole },
            Subjects = [new() { Kind = "ServiceAccount", Name = AutocertNames.Name, Namespace = PlatformNamespaceNames.Autocert }],
        },
    ];

    private static ConfigMap Configuration(RegionIntent intent, AutocertOptions options) => new()
    {
        Metadata = Metadata(AutocertNames.Configuration),
        Data = new() { ["config.yaml"] = AutocertConfiguration.Controller(intent, options) },
    };

    private static Service Service() => new()
    {
        Metadata = Metadata(AutocertNames.Name),
        Spec = new ServiceSpec
        {
            Selector = new(AutocertDeployment.Labels),
            Ports = [new() { Name = "https", Port = 443, TargetPort = AutocertNames.Port, Protocol = "TCP", AppProtocol = "https" }],
        },
    };

    private static IEnumerable<NetworkPolicy> NetworkPolicies(RegionIntent intent)
    {
        const string own = PlatformNamespaceNames.Autocert;
        var toStepCa = To([NetworkPeers.Namespace(PlatformNamespaceNames.StepCa)], StepCaNames.Port);
        return
        [
            NamespacePolicies.Dns(own),
            // The API server's address depends on the cluster; the webhook's certificate is what it is known by.
            Allow(own, own, PlatformPeers.AllPods, [From([], AutocertNames.Port)], [toStepCa, To(NetworkPeers.AnyAddress, PlatformPorts.KubernetesApi)]),
            NamespacePolicies.DefaultDeny(own),
            // Which of a namespace's pods ask for a certificate stands in their annotations, which no selector sees.
            .. AutocertNames.Namespaces(intent).Select(served => Allow(own, served, PlatformPeers.AllPods, [], [toStepCa])),
        ];
    }

    private static Manifests.Meta.V1.ObjectMeta Metadata(string name, string @namespace = PlatformNamespaceNames.Autocert) =>
        new() { Name = name, Namespace = @namespace, Labels = ObjectLabels.Common() };
}
