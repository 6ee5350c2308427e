using Manifests.Istio.Security.V1;
using Policies.Model;
using Policies.Network;

namespace Policies.Rules.Authorization;

/// <summary><c>ipBlocks</c> behind a gateway: the address that a sidecar sees is that of the pod before it.</summary>
internal sealed class PublicIpBlocks : ManifestRule
{
    private static readonly string[] Private =
        ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16", "127.0.0.0/8", "fc00::/7", "fe80::/10", "::1/128"];

    private static readonly AddressSet NotPublic = AddressSet.Of(Private.Concat(["0.0.0.0", "::"]).Select(AddressRange.Parse));

    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS321",
        Level = FindingLevel.Warning,
        Title = "public addresses where only pods call",
        Remedy = "put the policy on the ingress gateway, with remoteIpBlocks and the number of trusted proxies; here, name the gateway's principal",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<AuthorizationPolicy>(), Input.Workloads, Input.Mesh];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var policy in view.All<AuthorizationPolicy>())
        {
            var workloads = view.Attachment.Of(policy);
            if (workloads.Count == 0 || workloads.Any(IsBehindNothing))
            {
                continue;
            }

            foreach (var (part, block) in Blocks(policy).Where(stated => IsPublic(stated.Block)))
            {
                yield return Find(
                    policy,
                    part.Path,
                    $"{block} is never the caller of {Words.List(workloads, workload => workload.Name)}: its sidecar sees the address of the pod that calls, "
                    + "which for requests from outside is the gateway's");
            }
        }
    }

    private static IEnumerable<(IPolicyPart Part, string Block)> Blocks(Manifest<AuthorizationPolicy> policy)
    {
        foreach (var part in policy.Sources())
        {
            if (part.Source is { IpBlocks: null, NotIpBlocks: null })
            {
                continue;
            }

            foreach (var block in (part.Source.IpBlocks ?? []).Concat(part.Source.NotIpBlocks ?? []))
            {
                yield return (part, block);
            }
        }

        foreach (var part in policy.Conditions("source.ip"))
        {
            foreach (var block in (part.Condition.Values ?? []).Concat(part.Condition.NotValues ?? []))
            {
                yield return (part, block);
            }
        }
    }

    private static bool IsBehindNothing(Workload workload) => workload.DataPlane is DataPlane.Gateway || workload.IsHostNetwork;

    private static bool IsPublic(string block) => AddressRange.TryParse(block.Split('/')[0], out var address) && !NotPublic.Contains(address);
}
