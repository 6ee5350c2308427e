using Policies.Model;

namespace Policies.Rules;

/// <summary>What rules are run over.</summary>
public sealed record RuleInput
{
    /// <summary>The clusters.</summary>
    public required Fleet Fleet { get; init; }

    /// <summary>The day on which the check runs (UTC).</summary>
    public required DateOnly Today { get; init; }
}
