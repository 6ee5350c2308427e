using Manifests.Meta.V1;
using Manifests.Networking.V1;

namespace Policies.Rules.Networking;

/// <summary>An ingress rule that lets everybody connect to every port.</summary>
internal sealed class NetworkHole : ObjectRule<NetworkPolicy>
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS505",
        Level = FindingLevel.Warning,
        Title = "NetworkPolicy that lets everybody in",
        Remedy = "name the callers with podSelector and namespaceSelector, and the ports",
    };

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(Manifest<NetworkPolicy> manifest)
    {
        var rules = manifest.Object.Spec?.Ingress;
        for (var index = 0; index < (rules?.Count ?? 0); index++)
        {
            if (rules![index] is { Ports: null or { Count: 0 } } rule)
            {
                var path = $"spec.ingress[{index}]";
                if (rule.From is null or { Count: 0 })
                {
                    yield return Find(manifest, path, "neither callers nor ports are named, so everybody may connect to every port, whatever other policies say");
                }
                else if (rule.From.Any(peer => peer.IpBlock is { Cidr: "0.0.0.0/0" or "::/0", Except: null or { Count: 0 } }))
                {
                    yield return Find(manifest, path, "the block is all addresses and no ports are named, so everybody may connect to every port");
                }
                else if (rule.From.Any(peer => peer is { IpBlock: null, NamespaceSelector: { } namespaces }
                    && IsAll(namespaces) && (peer.PodSelector is null || IsAll(peer.PodSelector))))
                {
                    yield return Find(manifest, path, "namespaceSelector: {} is every namespace and no ports are named, so every pod may connect to every port");
                }
            }
        }
    }

    /// <summary>Whether a selector asks for nothing, or only that namespaces have the name that each of them has.</summary>
    private static bool IsAll(LabelSelector selector) => selector.MatchLabels is null or { Count: 0 }
        && (selector.MatchExpressions ?? []).All(expression => expression is { Operator: "Exists", Key: "kubernetes.io/metadata.name" });
}
