using Policies.Symbolic.Calls;
using Policies.Symbolic.Classes;
using Policies.Symbolic.Text;

namespace Policies.Symbolic.Servers;

/// <summary>The classes of calls to one port.</summary>
internal static class PortAccess
{
    /// <summary>Splits the calls that can arrive by what happens to them; as few classes as the order of the dimensions allows.</summary>
    public static IReadOnlyList<AccessClass> Of(PortPolicy policy, PartitionCache cache)
    {
        var set = new ClauseSet();
        var judge = new PortJudge(policy, set, checksTrust: false);
        var space = CallSpace.Of(set, policy.Universe, cache);
        return
        [
            .. space.Classes(judge.Judge).Select(found => new AccessClass
            {
                Verdict = found.Value,
                Witness = space.Witness(found.Atoms)!,
                Calls = space.Describe(found.Atoms),
            }),
        ];
    }
}
