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
    public static IEnumerable<PrincipalPart> In(IEnumerable<SourcePart> sources, IEnumerable<ConditionPart> conditions)
    {
        foreach (var part in sources)
        {
            foreach (var principal in Values(part, "principals", part.Source.Principals, false)
                .Concat(Values(part, "notPrincipals", part.Source.NotPrincipals, true)))
            {
                yield return principal;
            }
        }

        foreach (var part in conditions)
        {
            if (part.Condition.Key == "source.principal")
            {
                foreach (var principal in Values(part, "values", part.Condition.Values, false)
                    .Concat(Values(part, "notValues", part.Condition.NotValues, true)))
                {
                    yield return principal;
                }
            }
        }
    }

    /// <summary>The value between its slashes: as a rule the trust domain, <c>ns</c>, the namespace, <c>sa</c> and the account.</summary>
    public IReadOnlyList<string> Segments => field ??= Value.Split('/');

    private static IEnumerable<PrincipalPart> Values(IPolicyPart part, string field, ValueList<string>? values, bool isExcluded) =>
        values is { Count: > 0 } ? values.Select((value, index) => new PrincipalPart(part, field, index, value, isExcluded)) : [];
}
