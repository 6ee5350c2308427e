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
        foreach (var part in manifest.Denies() || manifest.Allows() ? manifest.Operations() : [])
        {
            var (field, paths) = manifest.Denies() ? ("paths", part.Operation.Paths) : ("notPaths", part.Operation.NotPaths);
            for (var index = 0; index < (paths?.Count ?? 0); index++)
            {
                if (Missing(paths![index]) is { } other && !paths.Any(path => Covers(path, other)))
                {
                    yield return Find(
                        manifest, $"{part.Path}.{field}[{index}]", $"'{paths[index]}' leaves '{other}' open, which most servers answer alike", $"add '{other}' to the list");
                }
            }
        }
    }

    /// <summary>The spelling of the same resource that a path does not match; null where it matches both.</summary>
    private static string? Missing(string path) => path switch
    {
        "/" or "*" or "/*" => null,
        _ when path.EndsWith("/{**}", StringComparison.Ordinal) => path[..^"/{**}".Length],
        _ when path.EndsWith("/*", StringComparison.Ordinal) => path[..^2],
        _ when path.Contains('*', StringComparison.Ordinal) => null,
        _ when path.EndsWith('/') => path[..^1],
        _ => path + "/",
    };

    private static bool Covers(string path, string other) =>
        path == other || path == "*" || (path.EndsWith('*') && other.StartsWith(path[..^1], StringComparison.Ordinal));
}
