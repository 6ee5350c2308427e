using System.CommandLine;
using Infra.Live;

namespace Infra.Cli.Operations;

/// <summary>Where a verb reads the running clusters from: through kubectl, or from dumps.</summary>
internal sealed class LiveOptions
{
    private readonly Option<string[]> _dumps = new("--dump")
    {
        Description = "what 'kubectl get … -A -o json' printed, instead of the clusters: <region>=<file or folder>; may be repeated",
        HelpName = "[region=]path",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string> _kubectl = new("--kubectl")
    {
        Description = "the kubectl to run",
        HelpName = "program",
        DefaultValueFactory = _ => "kubectl",
    };

    /// <summary>All of them, in the order of help.</summary>
    public IEnumerable<Option> All => [_dumps, _kubectl];

    /// <summary>Whether the clusters come from dumps.</summary>
    public bool IsDump(ParseResult arguments) => arguments.GetValue(_dumps) is { Length: > 0 };

    /// <summary>The kubectl that was asked for.</summary>
    public Kubectl Kubectl(ParseResult arguments) => new(arguments.GetRequiredValue(_kubectl));

    /// <summary>The clusters of a plan's regions.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="context">Where paths start from.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="kinds">The kinds to read of a region.</param>
    /// <exception cref="CliFailure">Clusters do not answer, each of which is named, or a dump is missing or cannot be read.</exception>
    public async Task<IReadOnlyList<LiveCluster>> ReadAsync(
        ParseResult arguments, CliContext context, EnvironmentPlan plan, Func<RegionPlan, IReadOnlyList<KindReference>> kinds)
    {
        if (IsDump(arguments))
        {
            return LiveDumps.Read(context, [.. plan.Regions.Select(region => region.Name)], arguments.GetValue(_dumps)!);
        }

        var kubectl = Kubectl(arguments);
        return await EachCluster.AskAsync(plan.Regions, region => kubectl.ReadAsync(region.Name, region.Intent.Region.Context, kinds(region)));
    }
}
