using Manifests;
using Manifests.Istio.Security.V1;

namespace Policies.Rules.Authorization;

/// <summary>DENY lists of paths, and ALLOW of all paths but some: what an application takes for the same path is another one for Istio.</summary>
internal sealed class DenyByPath : ObjectRule<AuthorizationPolicy>
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS327",
        Level = FindingLevel.Warning,
        Title = "DENY of a path that has other spellings",
        Remedy = "allow the paths that callers need instead; if it has to be a DENY, list the path with and without its trailing slash",
    };

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(Manifest<AuthorizationPolicy> manifest)
    {
        if (!manifest.Denies() && !manifest.Allows())
        {
            return [];
        }

        var isDeny = manifest.Denies();
        return manifest.Operations().SelectMany(part =>
                Paths(manifest, $"{part.Path}.{(isDeny ? "paths" : "notPaths")}", isDeny ? part.Operation.Paths : part.Operation.NotPaths, Others))
            .Concat(manifest.Conditions("request.headers[:path]").SelectMany(part =>
                Paths(manifest, $"{part.Path}.{(isDeny ? "values" : "notValues")}", isDeny ? part.Condition.Values : part.Condition.NotValues, OthersOfHeader)));
    }

    private IEnumerable<Finding> Paths(Manifest<AuthorizationPolicy> manifest, string field, ValueList<string>? paths, Func<string, IEnumerable<string>> others)
    {
        for (var index = 0; index < (paths?.Count ?? 0); index++)
        {
            if (others(paths![index]).FirstOrDefault(other => !paths.Any(path => Covers(path, other))) is { } missing)
            {
                yield return Find(
                    manifest, $"{field}[{index}]", $"'{paths[index]}' leaves '{missing}' open, which most servers answer alike", $"add '{missing}' to the list");
            }
        }
    }

    /// <summary>The spellings of the same resource that a path does not match.</summary>
    private static IEnumerable<string> Others(string path) => path switch
    {
        "/" or "*" or "/*" => [],
        _ when path.EndsWith("/{**}", StringComparison.Ordinal) => [path[..^"/{**}".Length]],
        _ when path.EndsWith("/*", StringComparison.Ordinal) => [path[..^2]],
        _ when path.Contains('*', StringComparison.Ordinal) => [],
        _ when path.EndsWith('/') => [path[..^1]],
        _ => [path + "/"],
    };

    /// <summary>The same of a value of the header, which has the query too, and knows no templates.</summary>
    private static IEnumerable<string> OthersOfHeader(string path) => path switch
    {
        "*" or "/*" => [],
        _ when path.EndsWith("/*", StringComparison.Ordinal) => [path[..^2]],
        _ when path.Contains('*', StringComparison.Ordinal) || path.Contains('?', StringComparison.Ordinal) => [],
        _ => [path + "?", .. Others(path)],
    };

    private static bool Covers(string path, string other) =>
        path == other || path == "*" || (path.EndsWith('*') && other.StartsWith(path[..^1], StringComparison.Ordinal));
}
