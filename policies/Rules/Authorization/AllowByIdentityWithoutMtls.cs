using Manifests.Istio.Security.V1;
using Policies.Istio;

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
                if (part.HasPorts && part.Rule.From is { Count: > 0 } && policy.Sources(part.RuleIndex).All(source => source.AsksForIdentity))
                {
                    foreach (var finding in Ports(view, policy, part))
                    {
                        yield return finding;
                    }
                }
            }
        }
    }

    private IEnumerable<Finding> Ports(RuleView view, Manifest<AuthorizationPolicy> policy, OperationPart part)
    {
        for (var index = 0; index < (part.Operation.Ports?.Count ?? 0); index++)
        {
            if (int.TryParse(part.Operation.Ports![index], out var port)
                && view.Attachment.Of(policy).FirstOrDefault(workload => view.Modes.ModeOf(workload, port) is MutualTlsMode.Disable) is { } workload)
            {
                yield return Find(
                    policy,
                    $"{part.Path}.ports[{index}]",
                    $"port {port} of {workload.Name} is DISABLE, so no caller has an identity there and the rule allows nobody");
            }
        }
    }
}
