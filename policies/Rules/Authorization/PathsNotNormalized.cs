using Manifests.Istio.Security.V1;
using Policies.Model;

namespace Policies.Rules.Authorization;

/// <summary>Policies that read paths in a mesh that does not normalize them: a caller writes the path in another way and is somewhere else.</summary>
internal sealed class PathsNotNormalized : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS221",
        Level = FindingLevel.Error,
        Title = "paths that are not normalized",
        Remedy = "leave pathNormalization out (BASE), or state MERGE_SLASHES or DECODE_AND_MERGE_SLASHES as the applications read paths",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<AuthorizationPolicy>(), Input.Mesh];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var unnormalized = view.Installations.Where(installation => installation.Settings.PathNormalization is PathNormalizationType.None).ToList();
        var reader = unnormalized.Count > 0 ? view.All<AuthorizationPolicy>().FirstOrDefault(policy => ReadsPaths(policy.Object)) : null;
        foreach (var installation in reader is null ? [] : unnormalized)
        {
            yield return Find(
                installation.Subject,
                installation.Node,
                installation.FieldOf("pathNormalization"),
                $"pathNormalization is NONE, and policies read paths, {reader!.Reference} among them: /public/../admin is another path than /admin to them, and the same to most applications");
        }
    }

    private static bool ReadsPaths(AuthorizationPolicy policy) =>
        (policy.Spec?.Rules ?? []).SelectMany(rule => rule.To ?? []).Any(to => to.Operation is { Paths.Count: > 0 } or { NotPaths.Count: > 0 });
}
