using Policies.Evaluation;

namespace Infra.Cli.Denials;

/// <summary>What a change that was made in memory came to.</summary>
internal static class ProposedChanges
{
    /// <summary>In words.</summary>
    public static string Words(Verdict? verdict) => verdict switch
    {
        null => "whether the call would get through cannot be told",
        { Allow: true } => "with it, the call gets through, and nothing else denies it",
        { Allow: false } => $"with it, the call is still denied, by {verdict.DecidedBy}: {verdict.Reason}",
        _ => $"with it, whether the call gets through is {verdict.Reason}",
    };
}
