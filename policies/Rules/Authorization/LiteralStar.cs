using Manifests;
using Manifests.Istio.Security.V1;

namespace Policies.Rules.Authorization;

/// <summary>Patterns that look as if they matched something: Istio knows one leading or one trailing star.</summary>
internal sealed class LiteralStar : ObjectRule<AuthorizationPolicy>
{
    private const string OneStar = "Istio knows one * at the beginning or one at the end";

    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS310",
        Level = FindingLevel.Error,
        Title = "pattern that never matches",
        Remedy = "keep one * at the beginning or at the end, or list the values; whole path segments may be {*} and {**}",
    };

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(Manifest<AuthorizationPolicy> manifest)
    {
        foreach (var part in manifest.Sources())
        {
            foreach (var finding in Principals(manifest, part.Path, part.Source))
            {
                yield return finding;
            }
        }

        foreach (var part in manifest.Operations())
        {
            var operation = part.Operation;
            foreach (var finding in Stars(manifest, $"{part.Path}.paths", operation.Paths)
                .Concat(Stars(manifest, $"{part.Path}.notPaths", operation.NotPaths))
                .Concat(Stars(manifest, $"{part.Path}.hosts", operation.Hosts))
                .Concat(Stars(manifest, $"{part.Path}.notHosts", operation.NotHosts))
                .Concat(Stars(manifest, $"{part.Path}.methods", operation.Methods)))
            {
                yield return finding;
            }
        }
    }

    private IEnumerable<Finding> Principals(Manifest manifest, string path, AuthorizationPolicySource source) =>
        Identities(manifest, $"{path}.principals", source.Principals).Concat(Identities(manifest, $"{path}.notPrincipals", source.NotPrincipals));

    private IEnumerable<Finding> Identities(Manifest manifest, string path, ValueList<string>? values)
    {
        for (var index = 0; index < (values?.Count ?? 0); index++)
        {
            if (values![index].StartsWith("spiffe://", StringComparison.Ordinal))
            {
                yield return Find(
                    manifest,
                    $"{path}[{index}]",
                    $"'{values[index]}' never matches, since Istio puts spiffe:// before it once more",
                    $"write '{values[index]["spiffe://".Length..]}'");
            }
        }

        foreach (var finding in Stars(manifest, path, values))
        {
            yield return finding;
        }
    }

    private IEnumerable<Finding> Stars(Manifest manifest, string path, ValueList<string>? values)
    {
        for (var index = 0; index < (values?.Count ?? 0); index++)
        {
            var value = values![index];
            if (!value.Contains('{', StringComparison.Ordinal) && HasLiteralStar(value))
            {
                yield return Find(manifest, $"{path}[{index}]", $"'{value}' never matches, since {OneStar}, and takes every other for the character");
            }
        }
    }

    private static bool HasLiteralStar(string value) =>
        value.Length > 1 && (value[0] == '*' ? value.IndexOf('*', 1) : value.AsSpan(0, value.Length - 1).IndexOf('*')) >= 0;
}
