using Infra.Cli.Snapshots;
using Manifests;
using Manifests.Writing;

namespace Infra.Cli.Render;

/// <summary>A Helm release as a values file, with the command that installs it on top. Kustomize does not see it; Helm and Argo CD take it as it is.</summary>
internal static class HelmValues
{
    /// <summary>The file's text.</summary>
    public static string Of(SnapshotEntry release)
    {
        string? Text(MapNode? map, string key) => (map?[key] as ScalarNode)?.AsString;

        var chart = Text(release.Content, "chart");
        var version = Text(release.Content, "version");
        var repository = Text(release.Content["repositoryOpts"] as MapNode, "repo") is { } repo ? $" --repo {repo}" : "";
        return $"# helm upgrade --install {release.Name} {chart}{repository} --version {version} --namespace {release.Namespace} -f {FileNames.Safe(release.Name)}.yaml\n"
            + ManifestWriter.WriteYaml(release.Content["values"] ?? new MapNode());
    }
}
