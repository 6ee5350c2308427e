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
            if (!IsSuspect(part.Source.Principals) && !IsSuspect(part.Source.NotPrincipals))
            {
                continue;
            }

            foreach (var finding in Identities(manifest, part, "principals", part.Source.Principals)
                .Concat(Identities(manifest, part, "notPrincipals", part.Source.NotPrincipals)))
            {
                yield return finding;
            }
        }

        foreach (var part in manifest.Operations())
        {
            var operation = part.Operation;
            if (!IsSuspect(operation.Paths) && !IsSuspect(operation.NotPaths)
                && !IsSuspect(operation.Hosts) && !IsSuspect(operation.NotHosts) && !IsSuspect(operation.Methods))
            {
                continue;
            }

            foreach (var finding in Stars(manifest, part, "paths", operation.Paths)
                .Concat(Stars(manifest, part, "notPaths", operation.NotPaths))
                .Concat(Stars(manifest, part, "hosts", operation.Hosts))
                .Concat(Stars(manifest, part, "notHosts", operation.NotHosts))
                .Concat(Stars(manifest, part, "methods", operation.Methods)))
            {
                yield return finding;
            }
        }
    }

    private IEnumerable<Finding> Identities(Manifest manifest, SourcePart part, string field, ValueList<string>? values)
    {
        for (var index = 0; index < (values?.Count ?? 0); index++)
        {
            if (values![index].StartsWith("spiffe://", StringComparison.Ordinal))
            {
                yield return Find(
                    manifest,
                    $"{part.Path}.{field}[{index}]",
                    $"'{values[index]}' never matches, since Istio puts spiffe:// before it once more",
                    $"write '{values[index]["spiffe://".Length..]}'");
            }
        }

        foreach (var finding in Stars(manifest, part, field, values))
        {
            yield return finding;
        }
    }

    private IEnumerable<Finding> Stars(Manifest manifest, IPolicyPart part, string field, ValueList<string>? values)
    {
        for (var index = 0; index < (values?.Count ?? 0); index++)
        {
            var value = values![index];
            if (!value.Contains('{', StringComparison.Ordinal) && HasLiteralStar(value))
            {
                yield return Find(
                    manifest, $"{part.Path}.{field}[{index}]", $"'{value}' never matches, since {OneStar}, and takes every other for the character");
            }
        }
    }

    /// <summary>Whether some value of a list has a finding; hardly any has.</summary>
    private static bool IsSuspect(ValueList<string>? values)
    {
        for (var index = 0; index < values?.Count; index++)
        {
            if (HasLiteralStar(values[index]) || values[index].StartsWith("spiffe://", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasLiteralStar(string value) =>
        value.Length > 1 && (value[0] == '*' ? value.IndexOf('*', 1) : value.AsSpan(0, value.Length - 1).IndexOf('*')) >= 0;
}
