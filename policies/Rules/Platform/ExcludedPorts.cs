using Policies.Model;

namespace Policies.Rules.Platform;

/// <summary>Ports that pass by the sidecar.</summary>
internal sealed class ExcludedPorts : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS512",
        Level = FindingLevel.Warning,
        Title = "inbound ports that pass by the sidecar",
        Remedy = "remove the annotation, and make the port PERMISSIVE under an exception if it has to take plaintext",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [.. PodTemplates.KindsWithJobs, Input.Mesh];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var installation in view.Installations)
        {
            if (installation.Injector is { IncludeInboundPorts: not "*" and var only })
            {
                yield return Found(installation, "global.proxy.includeInboundPorts", only.Trim().Length == 0 ? "all connections" : $"connections to all ports but {only}");
            }
            else if (installation.Injector is { ExcludeInboundPorts: { Length: > 0 } passed })
            {
                yield return Found(installation, "global.proxy.excludeInboundPorts", $"connections to {passed}");
            }
        }

        foreach (var (manifest, at, template) in PodTemplates.WithJobs(view))
        {
            var annotations = template.Metadata?.Annotations ?? [];
            if (annotations.GetValueOrDefault(Mode) == "NONE")
            {
                yield return Found(manifest, at, Mode, "all connections");
            }
            else if (annotations.TryGetValue(Included, out var included) && included.Trim() != "*")
            {
                yield return Found(manifest, at, Included, included.Trim().Length == 0 ? "all connections" : $"connections to all ports but {included}");
            }
            else if (annotations.GetValueOrDefault(Excluded) is { Length: > 0 } ports)
            {
                yield return Found(manifest, at, Excluded, $"connections to {ports}");
            }
        }
    }

    private const string Excluded = "traffic.sidecar.istio.io/excludeInboundPorts";
    private const string Included = "traffic.sidecar.istio.io/includeInboundPorts";
    private const string Mode = "sidecar.istio.io/interceptionMode";

    private Finding Found(MeshInstallation installation, string value, string which) => Find(
        installation.Subject,
        installation.Node,
        installation.FieldOfValue(value),
        $"{which} of every pod that does not say otherwise reach the application without the sidecar: no mutual TLS, no authorization",
        "remove the value, and make the ports PERMISSIVE under an exception where they have to take plaintext");

    private Finding Found(Manifest manifest, string at, string annotation, string which) => Find(
        manifest, FieldPath.Key($"{at}metadata.annotations", annotation), $"{which} reach the application without the sidecar: no mutual TLS, no authorization");
}
