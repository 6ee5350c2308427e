using Policies.Symbolic.Calls;
using Policies.Symbolic.Classes;
using Policies.Symbolic.Text;

namespace Policies.Symbolic.Servers;

/// <summary>The classes of calls to one port.</summary>
internal static class PortAccess
{
    /// <summary>Splits the calls that can arrive by what happens to them; as few classes as the order of the dimensions allows.</summary>
    /// <param name="policy">What decides.</param>
    /// <param name="further">Further sets of calls, so that each class is in such a set as a whole or not at all.</param>
    /// <param name="cache">What is known of earlier splits.</param>
    public static IReadOnlyList<AccessClass> Of(PortPolicy policy, IReadOnlyList<Clause> further, PartitionCache cache)
    {
        var set = new ClauseSet();
        var judge = new PortJudge(policy, set, checksTrust: false);
        var first = set.Clauses.Count;
        foreach (var clause in further)
        {
            set.Add(clause.Tests);
        }

        var space = CallSpace.Of(set, policy.Universe, cache);
        return
        [
            .. space.Classes(active => new Judged(judge.Judge(active), string.Join(' ', active.Where(clause => clause >= first).Select(clause => clause - first))))
                .Select(found => new AccessClass(space, found.Atoms)
                {
                    Verdict = found.Value.Verdict,
                    Witness = space.Witness(found.Atoms)!,
                    Calls = space.Describe(found.Atoms),
                    In = [.. found.Value.In.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)],
                }),
        ];
    }

    /// <summary>A verdict, and the further sets as text, so that equal ones are found equal.</summary>
    private sealed record Judged(PortVerdict Verdict, string In);
}
