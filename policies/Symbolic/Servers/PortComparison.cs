using Policies.Model;
using Policies.Symbolic.Calls;
using Policies.Symbolic.Classes;
using Policies.Symbolic.Text;

namespace Policies.Symbolic.Servers;

/// <summary>Compares two versions of what decides at a port, as far as it is known, on one split that both make.</summary>
internal static class PortComparison
{
    private static readonly PortVerdict Absent = new() { Effect = AccessEffect.Denied, Reason = "there is no such workload" };

    private static readonly (PortVerdict Before, PortVerdict After, bool IsIdentified) Alike = (Absent, Absent, false);

    /// <summary>The classes with another effect; a version that is not there refuses everything.</summary>
    public static IReadOnlyList<ComparedClass> Of(PortPolicy? before, PortPolicy? after, PartitionCache cache)
    {
        if ((before ?? after) is not { } some || (before is not null && after is not null && MeanTheSame(before, after)))
        {
            return [];
        }

        var universe = before is null || after is null ? some.Universe : Join(before.Universe, after.Universe);
        var set = new ClauseSet();
        var (left, right) = (Judge(before), Judge(after));
        var identified = set.Add(PortJudge.Identified);
        var space = CallSpace.Of(set, universe, cache);
        return
        [
            .. space.Classes(active => Told(left?.JudgeKnown(active) ?? Absent, right?.JudgeKnown(active) ?? Absent, active.Contains(identified)))
                .Where(found => found.Value != Alike)
                .Select(found => new ComparedClass
                {
                    Before = found.Value.Before,
                    After = found.Value.After,
                    IsIdentified = found.Value.IsIdentified,
                    Witness = space.Witness(found.Atoms)!,
                    Calls = space.Describe(found.Atoms),
                }),
        ];

        PortJudge? Judge(PortPolicy? policy) => policy is null ? null : new PortJudge(policy, set, checksTrust: before is not null && after is not null);
    }

    /// <summary>Calls that fare alike are one class, whatever decides, so that they do not split the others.</summary>
    private static (PortVerdict Before, PortVerdict After, bool IsIdentified) Told(PortVerdict before, PortVerdict after, bool isIdentified) =>
        before.Effect == after.Effect ? Alike : (before, after, isIdentified);

    /// <summary>Whether both are the same word for word, whatever their rules are called.</summary>
    private static bool MeanTheSame(PortPolicy before, PortPolicy after) =>
        before.Transport?.TakesPlaintext == after.Transport?.TakesPlaintext
        && before.Transport?.TakesMutualTls == after.Transport?.TakesMutualTls
        && before.IsClosed == after.IsClosed
        && before.Unknown == after.Unknown
        && before.Routes.Select(TextOf).SequenceEqual(after.Routes.Select(TextOf))
        && before.Universe.Key == after.Universe.Key
        && Keys(before).SetEquals(Keys(after));

    /// <summary>What a policy means, as a text: two of the same text are word for word the same, whatever their rules are called.</summary>
    public static string TextOf(PortPolicy policy) => string.Join('\n', (string[])
    [
        $"{policy.Transport?.TakesPlaintext} {policy.Transport?.TakesMutualTls} {policy.IsClosed} {policy.Unknown} {policy.Open?.Reference}",
        policy.Universe.Key,
        .. policy.Routes.Select(TextOf),
        .. Keys(policy).Order(StringComparer.Ordinal),
    ]);

    private static string TextOf(PortRoute route) => $"{route.Name} {route.Match.Unknown} {string.Join('\f', ClauseKeys.Of(route.Match.Tests))}";

    private static HashSet<string> Keys(PortPolicy policy) =>
    [
        .. from rule in policy.Rules
           from clause in rule.Clauses
           from key in ClauseKeys.Of(clause.Tests)
           select $"{rule.Action} {rule.Provider} {rule.Route} {clause.Unknown}{key}",
    ];

    private static CallUniverse Join(CallUniverse before, CallUniverse after) => new()
    {
        TrustDomains = before.TrustDomains is null || after.TrustDomains is null ? null : [.. before.TrustDomains.Union(after.TrustDomains)],
        Form = before.Form == after.Form ? before.Form : IdentityForm.Any,
        Identities = [.. before.Identities.Union(after.Identities)],
        PathNormalization = before.PathNormalization == after.PathNormalization ? before.PathNormalization : PathNormalizationType.None,
        Issuers = [.. before.Issuers.Concat(after.Issuers).GroupBy(issuer => issuer.Name).Select(same => same.MinBy(issuer => issuer.Audiences.Count)!)],
        TakesOpaqueTls = before.TakesOpaqueTls || after.TakesOpaqueTls,
    };
}
