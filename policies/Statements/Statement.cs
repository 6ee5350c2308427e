namespace Policies.Statements;

/// <summary>A sentence about who can call whom, which has to be true whatever the objects say.</summary>
public sealed record Statement
{
    /// <summary>What it claims.</summary>
    public required StatementKind Kind { get; init; }

    /// <summary>The callers: those in any of the sets.</summary>
    public required IReadOnlyList<CallerSet> From { get; init; }

    /// <summary>The destinations: those in any of the sets.</summary>
    public required IReadOnlyList<TargetSet> To { get; init; }

    /// <summary>Ports by name or number; empty is every port.</summary>
    public IReadOnlyList<string> Ports { get; init; } = [];

    /// <summary>The methods; empty is every method, and connections without HTTP.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];

    /// <summary>The paths in AuthorizationPolicy's notation; empty is every path, and connections without HTTP.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>The setting that makes it, such as <c>mtls:statements[0]</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Where it was written; null where no file is known.</summary>
    public SourceLocation? Source { get; init; }

    /// <summary>Whether it speaks of requests, and so not of ports without HTTP.</summary>
    public bool IsAboutRequests => Methods.Count > 0 || Paths.Count > 0;

    /// <summary>The statement in words: <c>deny from outside region eu to ledger, methods POST</c>.</summary>
    public override string ToString() =>
        $"{Kind.ToString().ToLowerInvariant()} from {string.Join(", ", From)} to {string.Join(", ", To)}"
        + string.Concat(Part("ports", Ports), Part("methods", Methods), Part("paths", Paths));

    private static string Part(string name, IReadOnlyList<string> values) => values.Count == 0 ? "" : $", {name} {string.Join(" ", values)}";
}
