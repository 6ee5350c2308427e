using Manifests.Istio.Security.V1;
using Policies.Model;

namespace Policies.Rules.Authorization;

/// <summary><c>cluster.local</c> in a principal for ztunnel, which compares principals as they are written.</summary>
internal sealed class UnwrittenTrustDomain : ManifestRule
{
    private const string Alias = "cluster.local";

    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS346",
        Level = FindingLevel.Error,
        Title = "cluster.local that ztunnel does not replace",
        Remedy = "write the mesh's own trust domain",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<AuthorizationPolicy>(), Input.Workloads, Input.Mesh];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var own = view.Mesh.TrustDomain;
        foreach (var policy in own == Alias ? [] : view.All<AuthorizationPolicy>())
        {
            var guarded = view.Attachment.Of(policy).FirstOrDefault(workload => workload.DataPlane is DataPlane.Ambient);
            foreach (var principal in guarded is null ? [] : PrincipalPart.Of(policy).Where(IsWhole))
            {
                yield return Find(
                    policy,
                    principal.Path,
                    $"'{principal.Value}' is nobody to ztunnel, which guards {guarded!.Name}: sidecars take {Alias} for the mesh's trust domain, {own}, and ztunnel compares what is written",
                    $"write '{own}{principal.Value[Alias.Length..]}'");
            }
        }
    }

    /// <summary>Shorter patterns mean nobody to sidecars either, which another rule says.</summary>
    private static bool IsWhole(PrincipalPart principal) =>
        principal.Value.StartsWith($"{Alias}/", StringComparison.Ordinal) && principal.Value.Split('/').Length == 5;
}
