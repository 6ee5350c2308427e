using Manifests.Istio.Security.V1;
using Policies.Model;

namespace Policies.Rules.Authorization;

/// <summary>A DENY rule that asks of requests and names no port: on TCP only what asks of connections is left of it.</summary>
internal sealed class DenyHitsTcp : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS305",
        Level = FindingLevel.Warning,
        Title = "DENY of requests denies TCP connections too",
        Remedy = "add ports: the HTTP ports that the rule is meant for",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } =
        [Input.Kind<AuthorizationPolicy>(), Input.Workloads, Input.Mesh, Input.Services];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var policy in view.All<AuthorizationPolicy>())
        {
            var rules = policy.Rules();
            for (var index = 0; index < rules.Count && policy.Denies(); index++)
            {
                if (HttpAttribute.First(policy, index) is not { } attribute)
                {
                    continue;
                }

                var hit = Hit(view, policy, index);
                var isBound = IsBoundToPorts(policy, index);
                if (!isBound || hit.Count > 0)
                {
                    var residue = policy.Sources(index).Any(part => part.AsksOfConnection) ? "every connection of these sources" : "every connection";
                    yield return Find(
                        policy,
                        $"spec.rules[{index}]",
                        $"TCP has no {attribute}, so on TCP ports the rule denies {residue}; that is "
                        + (hit.Count > 0 ? Words.List(hit) : "every port that no Service declares as HTTP"));
                }
            }
        }
    }

    private static bool IsBoundToPorts(Manifest<AuthorizationPolicy> policy, int rule) =>
        policy.Rules()[rule] is { To.Count: > 0 } && policy.Operations(rule).All(part => part.HasPorts)
        || policy.Conditions(rule).Any(part => part.Condition.Key == "destination.port");

    /// <summary>The TCP ports of the policy's workloads that the rule is for.</summary>
    private static List<string> Hit(RuleView view, Manifest<AuthorizationPolicy> policy, int rule) =>
    [
        .. view.Attachment.Of(policy).SelectMany(workload => view.Services.Of(workload).SelectMany(service => service.Ports
            .Where(port => !port.Protocol.IsHttp() && port.Protocol is not PortProtocol.Auto && port.Protocol.IsOverTcp())
            .Select(port => port.TargetOn(workload) ?? port.Number)
            .Where(port => Covers(policy, rule, port))
            .Select(port => $"{workload.Name}:{port}"))),
    ];

    private static bool Covers(Manifest<AuthorizationPolicy> policy, int rule, int port) =>
        (policy.Rules()[rule].To is null or [] || policy.Operations(rule).Any(part => part.Covers(port)))
        && policy.Conditions(rule).Where(part => part.Condition.Key == "destination.port").All(part =>
            (part.Condition.Values is null or [] || part.Condition.Values.Contains($"{port}")) && !(part.Condition.NotValues?.Contains($"{port}") ?? false));
}
