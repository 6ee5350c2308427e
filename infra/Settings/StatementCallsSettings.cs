namespace Infra.Settings;

/// <summary>The calls that a statement speaks of.</summary>
internal sealed record StatementCallsSettings
{
    [Setting("The callers", Form = TextForm.CallerSet, OneOrMany = true, AtLeast = 1, Example = "outside region eu")]
    public required IReadOnlyList<string> From { get; init; }

    [Setting("The destinations", Form = TextForm.TargetSet, OneOrMany = true, AtLeast = 1, Example = "ledger")]
    public required IReadOnlyList<string> To { get; init; }

    [Setting("The ports, by name or by number in quotes", Form = TextForm.PortNameOrNumber, Default = "every port", OneOrMany = true, AtLeast = 1)]
    public IReadOnlyList<string> Ports { get; init; } = [];

    [Setting("The HTTP methods", Form = TextForm.Method, Default = "every method, and connections without HTTP", OneOrMany = true, AtLeast = 1)]
    public IReadOnlyList<string> Methods { get; init; } = [];

    [Setting("The paths", Form = TextForm.Path, Default = "every path, and connections without HTTP", OneOrMany = true, AtLeast = 1)]
    public IReadOnlyList<string> Paths { get; init; } = [];
}
