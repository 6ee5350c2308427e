using Trust.Verification;

namespace Infra.Cli.Authorities;

/// <summary>One CA of the tree.</summary>
internal sealed record AuthorityReport
{
    /// <summary>Its name in the plan, such as <c>root-2026</c> or <c>us mesh CA g1</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it is: a root's state, or who signs with an intermediate.</summary>
    public required string Role { get; init; }

    /// <summary>Its certificate in words.</summary>
    public required CertificateDescription Certificate { get; init; }

    /// <summary>Whole days from the day of the report to its end; negative after it.</summary>
    public required int DaysLeft { get; init; }

    /// <summary>The CAs that it signed.</summary>
    public required IReadOnlyList<AuthorityReport> Signed { get; init; }
}
