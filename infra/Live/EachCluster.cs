using Infra.Cli;

namespace Infra.Live;

/// <summary>Asks the clusters of several regions, and tells of all that do not answer, not of the first alone.</summary>
internal static class EachCluster
{
    /// <summary>The answers, in the order of what is asked about.</summary>
    /// <param name="asked">What is asked about.</param>
    /// <param name="ask">Asks one cluster.</param>
    /// <exception cref="CliFailure">Clusters do not answer; each problem is told once.</exception>
    public static async Task<IReadOnlyList<TAnswer>> AskAsync<T, TAnswer>(IEnumerable<T> asked, Func<T, Task<TAnswer>> ask)
    {
        var (answers, failures) = (new List<TAnswer>(), new List<CliFailure>());
        foreach (var each in asked)
        {
            try
            {
                answers.Add(await ask(each));
            }
            catch (CliFailure failure)
            {
                failures.Add(failure);
            }
        }

        return failures switch
        {
            [] => answers,
            [var only] => throw only,
            _ => throw CliFailure.Unreadable(
                [.. failures.SelectMany(failure => failure.Messages).Distinct(StringComparer.Ordinal)],
                string.Join("\n  ", failures.Select(failure => failure.Hint).OfType<string>().Distinct(StringComparer.Ordinal))),
        };
    }
}
