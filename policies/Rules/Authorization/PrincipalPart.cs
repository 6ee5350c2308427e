using Manifests;
using Manifests.Istio.Security.V1;

namespace Policies.Rules.Authorization;

/// <summary>One principal that a policy names, whichever field names it.</summary>
/// <param name="Part">The part of the policy that names it.</param>
/// <param name="Field">The field of that part.</param>
/// <param name="Index">Its place in the field.</param>
/// <param name="Value">The principal as it is written.</param>
/// <param name="IsExcluded">Whether the rule is about everybody else.</param>
internal sealed record PrincipalPart(IPolicyPart Part, string Field, int Index, string Value, bool IsExcluded) : IPolicyPart
{
    /// <inheritdoc/>
    public string Path => $"{Part.Path}.{Field}[{Index}]";

    /// <summary>The principals of a policy, in the order of the text.</summary>
    public static IReadOnlyList<PrincipalPart> Of(Manifest<AuthorizationPolicy> policy) => policy.Parts(PolicyPartLists.Of).Principals;

    /// <summary>The principals that sources and conditions name.</summary>
    public static IReadOnlyList<PrincipalPart> In(SourcePart[] sources, ConditionPart[] conditions)
    {
        var principals = new List<PrincipalPart>();
        foreach (var part in sources)
        {
            Add(principals, part, "principals", part.Source.Principals, false);
            Add(principals, part, "notPrincipals", part.Source.NotPrincipals, true);
        }

        foreach (var part in conditions)
        {
            if (part.Condition.Key == "source.principal")
            {
                Add(principals, part, "values", part.Condition.Values, false);
                Add(principals, part, "notValues", part.Condition.NotValues, true);
            }
        }

        return principals;
    }

    /// <summary>
    /// The value between its slashes: as a rule the trust domain, <c>ns</c>, the namespace, <c>sa</c> and the account. Taken apart for each who asks: what is kept
    /// is kept for all policies of a cluster.
    /// </summary>
    public IReadOnlyList<string> Segments => Value.Split('/');

    /// <summary>What stands before the first slash, as a rule the trust domain; the whole value where there is none.</summary>
    public string FirstSegment => Value.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? Value[..slash] : Value;

    private static void Add(List<PrincipalPart> principals, IPolicyPart part, string field, ValueList<string>? values, bool isExcluded)
    {
        for (var index = 0; index < (values?.Count ?? 0); index++)
        {
            principals.Add(new PrincipalPart(part, field, index, values![index], isExcluded));
        }
    }
}
