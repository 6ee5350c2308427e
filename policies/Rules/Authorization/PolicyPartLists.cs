using Manifests.Istio.Security.V1;

namespace Policies.Rules.Authorization;

/// <summary>All parts of one AuthorizationPolicy, each kind in the order of the text: a dozen rules look at them.</summary>
internal sealed class PolicyPartLists(Manifest<AuthorizationPolicy> policy)
{
    /// <summary>Its sources.</summary>
    public SourcePart[] Sources { get; } = [.. PolicyParts.SourcesIn(policy.Rules())];

    /// <summary>Its operations.</summary>
    public OperationPart[] Operations { get; } = [.. PolicyParts.OperationsIn(policy.Rules())];

    /// <summary>Its conditions.</summary>
    public ConditionPart[] Conditions { get; } = [.. PolicyParts.ConditionsIn(policy.Rules())];

    /// <summary>The principals that sources and conditions name.</summary>
    public IReadOnlyList<PrincipalPart> Principals => field ??= PrincipalPart.In(Sources, Conditions);

    /// <summary>Takes a policy apart.</summary>
    public static PolicyPartLists Of(Manifest<AuthorizationPolicy> policy) => new(policy);

    /// <summary>Those of some parts that one rule has: they stand together.</summary>
    public static ArraySegment<T> OfRule<T>(T[] parts, int rule)
        where T : IRulePart
    {
        var first = FirstFrom(parts, rule);
        return new ArraySegment<T>(parts, first, FirstFrom(parts, rule + 1) - first);
    }

    private static int FirstFrom<T>(T[] parts, int rule)
        where T : IRulePart
    {
        var (low, high) = (0, parts.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = parts[middle].RuleIndex < rule ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
