using Manifests.Istio.Networking.V1;

namespace Policies.Rules.Traffic;

/// <summary>Settings of a port without tls beside a rule with tls: a port's entry replaces, it does not add.</summary>
internal sealed class PortDropsTls : ObjectRule<DestinationRule>
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS404",
        Level = FindingLevel.Error,
        Title = "port settings that drop tls",
        Remedy = "repeat tls in the port's entry",
    };

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(Manifest<DestinationRule> manifest)
    {
        foreach (var (path, policy) in TlsPart.Policies(manifest))
        {
            var parent = policy.Tls ?? manifest.Object.Spec?.TrafficPolicy?.Tls;
            for (var index = 0; parent is not null && index < (policy.PortLevelSettings?.Count ?? 0); index++)
            {
                if (policy.PortLevelSettings![index] is { Tls: null } port)
                {
                    yield return Find(
                        manifest,
                        $"{path}.portLevelSettings[{index}]",
                        $"the entry replaces the rule's settings as a whole for port {port.Port?.Number}, its tls too, which is then chosen by itself");
                }
            }
        }
    }
}
