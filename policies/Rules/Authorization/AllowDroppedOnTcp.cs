using Manifests.Istio.Security.V1;
using Policies.Model;

namespace Policies.Rules.Authorization;

/// <summary>An ALLOW rule that asks something of requests and also opens a TCP port: on TCP, Istio drops the whole rule.</summary>
internal sealed class AllowDroppedOnTcp : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS304",
        Level = FindingLevel.Error,
        Title = "ALLOW rule dropped on a TCP port",
        Remedy = "give the TCP port a rule of its own, without hosts, methods, paths or anything else of requests",
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
            for (var index = 0; index < rules.Count && policy.Allows(); index++)
            {
                if (HttpAttribute.First(policy, index) is { } attribute)
                {
                    foreach (var part in policy.Operations(index))
                    {
                        for (var at = 0; at < (part.Operation.Ports?.Count ?? 0); at++)
                        {
                            if (part.Operation.Ports![at] is var port && IsTcp(view, policy, part, port))
                            {
                                yield return Find(
                                    policy,
                                    $"{part.Path}.ports",
                                    $"port {port} speaks TCP, where Istio drops the whole rule because of {attribute}, so the rule allows nothing there");
                            }
                        }
                    }

                    foreach (var part in policy.Conditions(index).Where(part => part.Condition.Key == "destination.port"))
                    {
                        foreach (var port in (part.Condition.Values ?? []).Where(port => IsDeclaredTcp(view, policy, port) is true))
                        {
                            yield return Find(
                                policy,
                                $"{part.Path}.values",
                                $"port {port} speaks TCP, where Istio drops the whole rule because of {attribute}, so the rule allows nothing there");
                        }
                    }
                }
            }
        }
    }

    /// <summary>What the Services say; where none says anything, a port beside an operation without anything of requests is meant to be TCP.</summary>
    private static bool IsTcp(RuleView view, Manifest<AuthorizationPolicy> policy, OperationPart part, string port) =>
        IsDeclaredTcp(view, policy, port) ?? (!part.IsHttp && part.Rule.To!.Count > 1);

    /// <summary>Whether a Service declares a port of the policy's workloads as TCP; null where none declares it.</summary>
    private static bool? IsDeclaredTcp(RuleView view, Manifest<AuthorizationPolicy> policy, string port)
    {
        if (!int.TryParse(port, out var number))
        {
            return false;
        }

        bool? isTcp = null;
        var workloads = view.Attachment.Of(policy);
        for (var index = 0; index < workloads.Count && isTcp is not true; index++)
        {
            if (view.Services.ProtocolOf(workloads[index], number) is { } protocol)
            {
                isTcp = !protocol.IsHttp() && protocol is not PortProtocol.Auto;
            }
        }

        return isTcp;
    }
}
