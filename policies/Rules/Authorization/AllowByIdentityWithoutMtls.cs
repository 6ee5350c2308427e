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
        [Input.Kind<AuthorizationPolicy>(), Input.Kind<PeerAuthentication>(), Input.Workloads, Input.Mesh, Input.Services];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var policy in view.All<AuthorizationPolicy>())
        {
            for (var rule = 0; policy.Allows() && rule < policy.Rules().Count; rule++)
            {
                if (!AsksForIdentity(policy, rule))
                {
                    continue;
                }

                var operations = policy.Operations(rule);
                if (!HavePorts(operations) && WhollyInPlaintext(view, policy) is { } plain)
                {
                    yield return Find(
                        policy,
                        $"spec.rules[{rule}]",
                        $"mutual TLS of {plain.Name} is DISABLE, so no caller has an identity there and the rule allows nobody");
                }

                foreach (var part in operations)
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

    private static bool AsksForIdentity(Manifest<AuthorizationPolicy> policy, int rule)
    {
        foreach (var condition in policy.Conditions(rule))
        {
            if (condition.AsksForIdentity)
            {
                return true;
            }
        }

        var sources = policy.Sources(rule);
        foreach (var source in sources)
        {
            if (!source.AsksForIdentity)
            {
                return false;
            }
        }

        return sources.Count > 0;
    }

    private static bool HavePorts(ArraySegment<OperationPart> operations)
    {
        foreach (var part in operations)
        {
            if (part.HasPorts)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The first workload of a policy none of whose ports takes mutual TLS.</summary>
    private static Workload? WhollyInPlaintext(RuleView view, Manifest<AuthorizationPolicy> policy)
    {
        var workloads = view.Attachment.Of(policy);
        for (var index = 0; index < workloads.Count; index++)
        {
            if (workloads[index] is { DataPlane: DataPlane.Sidecar } workload && view.Modes.ModeOf(workload) is MutualTlsMode.Disable
                && view.Services.TargetPortsOf(workload).All(port => view.Modes.ModeOf(workload, port) is MutualTlsMode.Disable))
            {
                return workload;
            }
        }

        return null;
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
