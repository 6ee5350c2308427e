using Manifests.Istio.Security.V1;
using Policies.Istio;
using Policies.Model;

namespace Policies.Rules.Authorization;

/// <summary>An ALLOW that asks for an identity on a port that has none: mutual TLS is switched off there.</summary>
internal sealed class AllowByIdentityWithoutMtls : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS307",
        Level = FindingLevel.Error,
        Title = "ALLOW of identities on a port without mutual TLS",
        Remedy = "switch mutual TLS on for the port, or allow its callers by ipBlocks",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } =
        [Input.Kind<AuthorizationPolicy>(), Input.Kind<PeerAuthentication>(), Input.Workloads, Input.Mesh];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var policy in view.All<AuthorizationPolicy>())
        {
            foreach (var part in policy.Allows() ? policy.Operations() : [])
            {
                if (part.HasPorts && part.Rule.From is { Count: > 0 } && AsksForIdentity(policy.Sources(part.RuleIndex)))
                {
                    for (var index = 0; index < (part.Operation.Ports?.Count ?? 0); index++)
                    {
                        if (int.TryParse(part.Operation.Ports![index], out var port) && InPlaintext(view, policy, port) is { } workload)
                        {
                            yield return Find(
                                policy,
                                $"{part.Path}.ports[{index}]",
                                $"port {port} of {workload.Name} is DISABLE, so no caller has an identity there and the rule allows nobody");
                        }
                    }
                }
            }
        }
    }

    private static bool AsksForIdentity(ArraySegment<SourcePart> sources)
    {
        foreach (var source in sources)
        {
            if (!source.AsksForIdentity)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The first workload of a policy that takes no mutual TLS at a port.</summary>
    private static Workload? InPlaintext(RuleView view, Manifest<AuthorizationPolicy> policy, int port)
    {
        var workloads = view.Attachment.Of(policy);
        for (var index = 0; index < workloads.Count; index++)
        {
            if (view.Modes.ModeOf(workloads[index], port) is MutualTlsMode.Disable)
            {
                return workloads[index];
            }
        }

        return null;
    }
}
