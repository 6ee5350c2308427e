namespace Infra.Settings;

/// <summary>A statement about who can call whom, which is proven before anything is deployed; one of the three.</summary>
internal sealed record StatementSettings
{
    [Setting("None of these calls gets through")]
    public StatementCallsSettings? Deny { get; init; }

    [Setting("Every one of these calls gets through")]
    public StatementCallsSettings? Allow { get; init; }

    [Setting("Such calls get through from these callers at most")]
    public StatementCallsSettings? Only { get; init; }
}
