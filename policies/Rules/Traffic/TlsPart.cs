using Manifests.Istio.Networking.V1;

namespace Policies.Rules.Traffic;

/// <summary>One <c>tls</c> of a DestinationRule: of the rule, of a port, of a subset, or of a subset's port.</summary>
/// <param name="Path">The field <c>tls</c>.</param>
/// <param name="Tls">What it says.</param>
/// <param name="Port">The Service's port that it is for; null for all of them.</param>
internal sealed record TlsPart(string Path, DestinationRuleTls Tls, long? Port)
{
    /// <summary>Whether the client shows no mesh certificate, and which mode makes it so.</summary>
    public DestinationRuleMode Mode => Tls.Mode ?? DestinationRuleMode.Disable;

    /// <summary>The mode as the manifest spells it.</summary>
    public string Word => Mode switch
    {
        DestinationRuleMode.IstioMutual => "ISTIO_MUTUAL",
        var mode => mode.ToString().ToUpperInvariant(),
    };

    /// <summary>Every <c>tls</c> of a rule, in the order of the text.</summary>
    public static IEnumerable<TlsPart> Of(Manifest<DestinationRule> rule) => Policies(rule).SelectMany(policy => Of(policy.Key, policy.Value));

    /// <summary>The traffic policies of a rule with their paths: its own, and those of its subsets.</summary>
    public static IEnumerable<KeyValuePair<string, DestinationRuleTrafficPolicy>> Policies(Manifest<DestinationRule> rule)
    {
        if (rule.Object.Spec?.TrafficPolicy is { } own)
        {
            yield return KeyValuePair.Create("spec.trafficPolicy", own);
        }

        for (var index = 0; index < (rule.Object.Spec?.Subsets?.Count ?? 0); index++)
        {
            if (rule.Object.Spec!.Subsets![index].TrafficPolicy is { } subset)
            {
                yield return KeyValuePair.Create($"spec.subsets[{index}].trafficPolicy", subset);
            }
        }
    }

    private static IEnumerable<TlsPart> Of(string path, DestinationRuleTrafficPolicy policy)
    {
        if (policy.Tls is { } own)
        {
            yield return new TlsPart($"{path}.tls", own, Port: null);
        }

        for (var index = 0; index < (policy.PortLevelSettings?.Count ?? 0); index++)
        {
            if (policy.PortLevelSettings![index] is { Tls: { } tls } port)
            {
                yield return new TlsPart($"{path}.portLevelSettings[{index}].tls", tls, port.Port?.Number);
            }
        }
    }
}
