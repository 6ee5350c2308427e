using Google.Protobuf.Collections;
using Policies.Pack.Wire;

namespace Policies.Pack;

/// <summary>How strictly each policy is enforced: the rule's own level, unless Pulumi's configuration says otherwise.</summary>
internal sealed class PolicyLevels
{
    private readonly IReadOnlyDictionary<string, EnforcementLevel> _configured;

    private PolicyLevels(IReadOnlyDictionary<string, EnforcementLevel> configured) => _configured = configured;

    /// <summary>Before any configuration.</summary>
    public static PolicyLevels Default { get; } = new(new Dictionary<string, EnforcementLevel>());

    /// <summary>As Pulumi configures them. Nothing here is rewritten, so <c>remediate</c> means <c>mandatory</c>, as it does to the engine.</summary>
    public static PolicyLevels Of(MapField<string, PolicyConfig> configuration) => new(configuration.ToDictionary(
        policy => policy.Key,
        policy => policy.Value.EnforcementLevel == EnforcementLevel.Remediate ? EnforcementLevel.Mandatory : policy.Value.EnforcementLevel,
        StringComparer.Ordinal));

    /// <summary>The level of a rule's findings.</summary>
    public EnforcementLevel Of(Rule rule) => _configured.TryGetValue(rule.Code, out var level) ? level : PackPolicies.LevelOf(rule.Level);

    /// <summary>Whether a rule is to be run at all.</summary>
    public bool Enables(Rule rule) => Of(rule) != EnforcementLevel.Disabled;
}
