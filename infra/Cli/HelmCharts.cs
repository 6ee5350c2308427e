using Manifests;
using Manifests.Reading;

namespace Infra.Cli;

/// <summary>Helm charts among the files: nobody but Helm knows what they become, so they are left out, and that is said.</summary>
internal static class HelmCharts
{
    /// <summary>Names the charts that were left out.</summary>
    public static void Tell(CliContext context, ReadResult<MapNode> result)
    {
        foreach (var chart in result.Charts)
        {
            context.Console.Error.WriteLine($"{chart}: left out, since it is a Helm chart; give what helm template makes of it");
        }
    }
}
