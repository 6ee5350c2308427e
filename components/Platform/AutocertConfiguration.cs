using Components.Intent;
using Components.Workloads;
using Manifests;
using Manifests.Core.V1;
using Manifests.Writing;

namespace Components.Platform;

/// <summary>What autocert's controller reads, and what step-ca signs for it.</summary>
public static class AutocertConfiguration
{
    private const string Images = "cr.step.sm/smallstep/autocert";

    /// <summary>The image of the controller.</summary>
    internal static string ControllerImage(AutocertOptions options) => $"{Images}-controller:{options.Version}";

    /// <summary>
    /// <c>config.yaml</c>: the two containers that it puts into pods, and the volume between them and the application. The containers are held to Pod
    /// Security's <c>restricted</c> level, since their images would run as root, and the volume is memory, so that no key lies on a node's disk.
    /// </summary>
    public static string Controller(RegionIntent intent, AutocertOptions options) => ManifestWriter.WriteYaml(new MapNode
    {
        ["address"] = $":{AutocertNames.Port}",
        ["service"] = AutocertNames.Name,
        ["logFormat"] = "json",
        ["caUrl"] = StepCaNames.Url(intent.Region),
        ["certLifetime"] = GoDuration.Write(options.Lifetime),
        ["clusterDomain"] = intent.Region.ClusterDomain,
        ["restrictCertificatesToNamespace"] = true,
        ["rootCAPath"] = $"{AutocertDeployment.RootFolder}/{AutocertDeployment.RootFile}",
        ["provisionerPasswordPath"] = $"{AutocertDeployment.PasswordFolder}/{StepCaNames.PasswordKey}",
        ["bootstrapper"] = Injected(options, "bootstrapper").ToNode(),
        ["renewer"] = Injected(options, "renewer").ToNode(),
        ["certsVolume"] = new Volume { Name = "certs", EmptyDir = new() { Medium = "Memory", SizeLimit = "1Mi" } }.ToNode(),
    });

    /// <summary>
    /// The template of its leaves: DNS names of Services in the namespaces that it serves and nothing else, whoever holds the provisioner's password. No
    /// SPIFFE ID, so no leaf is an identity of the mesh; no subject, which servers outside the mesh would take for a caller's.
    /// </summary>
    /// <param name="region">The region.</param>
    /// <param name="namespaces">The namespaces that autocert serves.</param>
    /// <remarks>step-ca's templates are Go's with the functions of sprig, and <c>fail</c> refuses the request (smallstep, "Templates").</remarks>
    public static string LeafTemplate(Region region, IReadOnlyList<string> namespaces)
    {
        ArgumentNullException.ThrowIfNull(region);
        return $$$"""
            {{- range .SANs }}
            {{- if or (ne .Type "dns") (not (regexMatch "{{{Names(region, namespaces)}}}" .Value)) }}
            {{- fail "autocert issues names of its namespaces' Services only" }}
            {{- end }}
            {{- end }}
            {
              "subject": {},
              "sans": {{ toJson .SANs }},
              "keyUsage": ["digitalSignature"],
              "extKeyUsage": ["serverAuth", "clientAuth"]
            }
            """.ReplaceLineEndings("\n");
    }

    /// <summary>The names as a regular expression of Go's, its own among them: the API server calls the webhook by it.</summary>
    private static string Names(Region region, IReadOnlyList<string> namespaces) =>
        $"^({Literal(AutocertNames.Host)}|([a-z0-9]([-a-z0-9]*[a-z0-9])?[.])+({string.Join('|', namespaces)})[.]svc([.]{Literal(region.ClusterDomain)})?)$";

    private static string Literal(string name) => name.Replace(".", "[.]", StringComparison.Ordinal);

    private static Container Injected(AutocertOptions options, string role) => new()
    {
        Name = $"{AutocertNames.Name}-{role}",
        Image = $"{Images}-{role}:{options.Version}",
        // step makes its own folder when it starts, and the image's file system is read-only.
        Env = [new() { Name = "STEPPATH", Value = $"{AutocertNames.Folder}/.step" }],
        Resources = RestrictedPod.Resources("10m", "32Mi", "64Mi"),
        SecurityContext = RestrictedPod.Container with
        {
            RunAsNonRoot = true,
            RunAsUser = StepCaRelease.User,
            SeccompProfile = new() { Type = "RuntimeDefault" },
        },
        VolumeMounts = [new() { Name = "certs", MountPath = AutocertNames.Folder }],
    };
}
