using Manifests.Apps.V1;
using Manifests.Core.V1;
using Policies.Rules.Platform;

namespace Policies.Rules.Workloads;

/// <summary>A renewal by step that keeps the pod from starting, or cannot write what it renews.</summary>
internal sealed class RenewalThatCannotRun : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS696",
        Level = FindingLevel.Error,
        Title = "renewal that cannot run",
        Remedy = "renew in a sidecar, in an emptyDir that an init container fills once",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<Deployment>(), Input.Kind<StatefulSet>(), Input.Kind<DaemonSet>()];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var (manifest, template) in PodTemplates.Of(view))
        {
            if (template.Spec is not { } pod)
            {
                continue;
            }

            foreach (var (index, container) in (pod.InitContainers ?? []).Index())
            {
                if (Words(container) is { } words && words.Contains("--daemon") && container.RestartPolicy != "Always")
                {
                    yield return Find(
                        manifest, $"spec.template.spec.initContainers[{index}]", $"init container {container.Name} renews for ever, so the containers after it never start");
                }
            }

            var all = (pod.InitContainers ?? []).Index().Select(own => (Path: $"initContainers[{own.Index}]", own.Item))
                .Concat(pod.Containers.Index().Select(own => (Path: $"containers[{own.Index}]", own.Item)));
            foreach (var (path, container) in all)
            {
                if (Words(container)?.FirstOrDefault(word => word.EndsWith(".crt", StringComparison.Ordinal)) is { } file && ReadOnlyBy(pod, container, file) is { } reason)
                {
                    yield return Find(manifest, $"spec.template.spec.{path}", $"container {container.Name} renews {file}, {reason}, so the first renewal fails and the certificate ends");
                }
            }
        }
    }

    /// <summary>The words of a command that renews; null for any other.</summary>
    private static string[]? Words(Container container)
    {
        string[] words = [.. (container.Command ?? []).Concat(container.Args ?? []).SelectMany(word => word.Split((char[])[' ', '\n', ';'], StringSplitOptions.RemoveEmptyEntries))];
        return words.Contains("step") && words.Contains("ca") && words.Contains("renew") ? words : null;
    }

    private static string? ReadOnlyBy(PodSpec pod, Container container, string file)
    {
        var mount = (container.VolumeMounts ?? []).Where(mount => file.StartsWith($"{mount.MountPath.TrimEnd('/')}/", StringComparison.Ordinal))
            .MaxBy(mount => mount.MountPath.Length);
        return mount is null ? null
            : mount.ReadOnly == true ? "which is mounted for reading only"
            : pod.Volumes?.FirstOrDefault(volume => volume.Name == mount.Name)?.Secret is { } secret ? $"which is the Secret {secret.SecretName} and cannot be written"
            : null;
    }
}
