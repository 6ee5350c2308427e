using Policies;

namespace Infra.Settings;

/// <summary>What the environment makes of findings.</summary>
internal sealed record PolicySettings
{
    [Setting("Levels of rules by code, where they are to weigh more or less here", Keys = TextForm.RuleCode, Default = "the rules' own levels")]
    public IReadOnlyDictionary<string, FindingLevel> Levels { get; init; } = Empty<FindingLevel>.Map;

    [Setting("Findings that may stay for a while", Default = "every finding is reported")]
    public IReadOnlyList<SuppressionSettings> Suppressions { get; init; } = [];
}
