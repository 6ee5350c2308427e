using Manifests;
using Manifests.Reading;

namespace Infra.Cli;

/// <summary>The manifests that a command line names: a file, a folder, or <c>-</c> for the standard input.</summary>
internal static class NamedManifests
{
    /// <summary>What stands for the standard input.</summary>
    public const string Stdin = "-";

    /// <summary>Reads what one name stands for; Helm's charts and templates among it are told, since nothing renders them here.</summary>
    public static ReadResult<MapNode> Read(CliContext context, string name)
    {
        var result = name == Stdin
            ? new ManifestReader().ReadText(context.Console.In.ReadToEnd(), Stdin)
            : new ManifestReader().ReadPath(context.Resolve(name), name);
        HelmCharts.Tell(context, result);
        return result;
    }
}
