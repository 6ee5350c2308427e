using System.Globalization;
using Components.Intent;
using Components.Workloads;
using Manifests;
using Manifests.Apps.V1;
using Manifests.Core.V1;
using Manifests.Policy.V1;
using Trust.Hierarchy;

namespace Components.Platform;

/// <summary>autocert's controller: the webhook that the API server asks about pods.</summary>
public static class AutocertDeployment
{
    internal const string RootFolder = "/home/step/certs";
    internal const string RootFile = "root_ca.crt";
    internal const string PasswordFolder = "/home/step/password";

    private const string ConfigurationFolder = "/home/step/autocert";

    /// <summary>The labels of its pods.</summary>
    internal static IReadOnlyDictionary<string, string> Labels { get; } =
        new Dictionary<string, string> { ["app.kubernetes.io/name"] = AutocertNames.Name };

    /// <summary>The Deployment, and its budget where it has more than one pod.</summary>
    /// <param name="intent">The region.</param>
    /// <param name="platform">What is installed.</param>
    /// <param name="options">autocert's options.</param>
    /// <param name="authority">step-ca's intermediate: under another root the controller has to read its files anew.</param>
    public static IReadOnlyList<KubernetesObject> For(RegionIntent intent, PlatformOptions platform, AutocertOptions options, IntermediatePlan authority)
    {
        ArgumentNullException.ThrowIfNull(platform);
        return
        [
            Controller(intent, platform, options, authority),
            .. platform.HighlyAvailable ? [Budget()] : (KubernetesObject[])[],
        ];
    }

    private static Deployment Controller(RegionIntent intent, PlatformOptions platform, AutocertOptions options, IntermediatePlan authority) => new()
    {
        Metadata = new() { Name = AutocertNames.Name, Namespace = PlatformNamespaceNames.Autocert, Labels = ObjectLabels.Common() },
        Spec = new()
        {
            Replicas = platform.Replicas,
            Selector = new() { MatchLabels = new(Labels) },
            Template = new()
            {
                Metadata = new()
                {
                    Labels = ObjectLabels.With(Labels),
                    // It reads its files when it starts: another text is another pod.
                    Annotations = new()
                    {
                        ["mtls/root"] = authority.Root,
                        ["mtls/generation"] = $"g{authority.Generation.ToString(CultureInfo.InvariantCulture)}",
                        ["mtls/configuration"] = ShortDigest.Of(AutocertConfiguration.Controller(intent, options)),
                    },
                },
                Spec = Pod(options),
            },
        },
    };

    private static PodSpec Pod(AutocertOptions options) => new()
    {
        ServiceAccountName = AutocertNames.Name,
        AutomountServiceAccountToken = true,
        // What it calls the API server by comes from the environment, which Kubernetes sets without service links too.
        EnableServiceLinks = false,
        SecurityContext = RestrictedPod.Pod(StepCaRelease.User),
        Containers =
        [
            new()
            {
                Name = AutocertNames.Name,
                Image = AutocertConfiguration.ControllerImage(options),
                Env =
                [
                    new() { Name = "PROVISIONER_NAME", Value = AutocertNames.Provisioner },
                    new() { Name = "NAMESPACE", Value = PlatformNamespaceNames.Autocert },
                ],
                Ports = [new() { Name = "https", ContainerPortValue = AutocertNames.Port }],
                ReadinessProbe = Health(),
                LivenessProbe = Health(),
                Resources = RestrictedPod.Resources("25m", "32Mi", "128Mi"),
                SecurityContext = RestrictedPod.Container,
                VolumeMounts =
                [
                    new() { Name = "configuration", MountPath = ConfigurationFolder, ReadOnly = true },
                    new() { Name = "root", MountPath = RootFolder, ReadOnly = true },
                    new() { Name = "password", MountPath = PasswordFolder, ReadOnly = true },
                ],
            },
        ],
        Volumes =
        [
            new() { Name = "configuration", ConfigMap = new() { Name = AutocertNames.Configuration } },
            new() { Name = "root", ConfigMap = new() { Name = AutocertNames.Root } },
            new() { Name = "password", Secret = new() { SecretName = AutocertNames.PasswordSecret } },
        ],
    };

    private static Probe Health() => new()
    {
        InitialDelaySeconds = 5,
        HttpGet = new() { Path = "/healthz", Port = AutocertNames.Port, Scheme = "HTTPS" },
    };

    private static PodDisruptionBudget Budget() => new()
    {
        Metadata = new() { Name = AutocertNames.Name, Namespace = PlatformNamespaceNames.Autocert, Labels = ObjectLabels.Common() },
        Spec = new() { MinAvailable = 1, Selector = new() { MatchLabels = new(Labels) } },
    };
}
