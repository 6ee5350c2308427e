namespace Policies;

/// <summary>What a finding's code stands for. Its page is <c>docs/rules/&lt;code&gt;.md</c>.</summary>
public sealed record Rule
{
    /// <summary><c>MTLS</c> and three digits; the first tells the area (docs/rules/README.md). Never used again for something else.</summary>
    public required string Code { get; init; }

    /// <summary>How much its findings weigh.</summary>
    public required FindingLevel Level { get; init; }

    /// <summary>What is wrong, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>What to change, in one sentence without a full stop, where the finding does not know better.</summary>
    public required string Remedy { get; init; }

    /// <summary>The rule's page, relative to the repository's root.</summary>
    public string Page => $"docs/rules/{Code}.md";
}
