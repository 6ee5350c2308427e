using Manifests;
using Manifests.Istio.Security.V1;

namespace Policies.Rules.Authorization;

/// <summary>One principal that a policy names, whichever field names it.</summary>
/// <param name="Path">The field.</param>
/// <param name="Value">The principal as it is written.</param>
/// <param name="IsExcluded">Whether the rule is about everybody else.</param>
internal sealed record PrincipalPart(string Path, string Value, bool IsExcluded)
{
    /// <summary>The principals of a policy, in the order of the text.</summary>
    public static IEnumerable<PrincipalPart> Of(Manifest<AuthorizationPolicy> policy)
    {
        foreach (var part in policy.Sources())
        {
            foreach (var principal in Values(part.Path, ".principals", part.Source.Principals, false)
                .Concat(Values(part.Path, ".notPrincipals", part.Source.NotPrincipals, true)))
            {
                yield return principal;
            }
        }

        foreach (var part in policy.Conditions())
        {
            if (part.Condition.Key == "source.principal")
            {
                foreach (var principal in Values(part.Path, ".values", part.Condition.Values, false)
                    .Concat(Values(part.Path, ".notValues", part.Condition.NotValues, true)))
                {
                    yield return principal;
                }
            }
        }
    }

    private static IEnumerable<PrincipalPart> Values(string path, string field, ValueList<string>? values, bool isExcluded)
    {
        for (var index = 0; index < (values?.Count ?? 0); index++)
        {
            yield return new PrincipalPart($"{path}{field}[{index}]", values![index], isExcluded);
        }
    }
}
