using Manifests.Istio.Security.V1;

namespace Policies.Rules.Authorization;

/// <summary>A source in a namespace that does not exist in any cluster.</summary>
internal sealed class UnknownNamespace : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS333",
        Level = FindingLevel.Warning,
        Title = "source in an unknown namespace",
        Remedy = "mend the namespace's name, or remove the source that is gone",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } =
        [Input.Kind<AuthorizationPolicy>(), Input.Mesh, Input.Namespaces, Input.Fleet];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        if (!view.IsWhole)
        {
            yield break;
        }

        var known = view.Fleet.Clusters.SelectMany(cluster => cluster.Namespaces).Concat(view.Namespaces)
            .Select(@namespace => @namespace.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var policy in view.All<AuthorizationPolicy>())
        {
            foreach (var part in policy.Sources())
            {
                if (part.Source is { Namespaces: null, NotNamespaces: null })
                {
                    continue;
                }

                var named = (part.Source.Namespaces ?? []).Concat(part.Source.NotNamespaces ?? []);
                foreach (var name in named.Where(name => !name.Contains('*', StringComparison.Ordinal) && !known.Contains(name)))
                {
                    yield return Find(policy, part.Path, $"there is no namespace {name}{Suffix(name, known)}");
                }
            }

            foreach (var part in policy.Conditions("source.namespace"))
            {
                var named = (part.Condition.Values ?? []).Concat(part.Condition.NotValues ?? []);
                foreach (var name in named.Where(name => !name.Contains('*', StringComparison.Ordinal) && !known.Contains(name)))
                {
                    yield return Find(policy, part.Path, $"there is no namespace {name}{Suffix(name, known)}");
                }
            }

            foreach (var principal in PrincipalPart.Of(policy))
            {
                if (principal.Segments is [_, "ns", var name, ..] && !name.Contains('*', StringComparison.Ordinal) && !known.Contains(name))
                {
                    yield return Find(policy, principal.Path, $"'{principal.Value}' is nobody: there is no namespace {name}{Suffix(name, known)}");
                }
            }
        }
    }

    private static string Suffix(string name, HashSet<string> known) => Manifests.DidYouMean.Suffix(name, [.. known.Order(StringComparer.Ordinal)]);
}
