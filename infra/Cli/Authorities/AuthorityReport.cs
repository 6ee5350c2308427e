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

    /// <summary>When its successor has to sign in its place; null where the plan does not say, which is so for roots.</summary>
    public DateTimeOffset? RenewAt { get; init; }

    /// <summary>The CAs that it signed.</summary>
    public required IReadOnlyList<AuthorityReport> Signed { get; init; }

    /// <summary>This CA and those that it signed, in the order of the tree.</summary>
    public IEnumerable<AuthorityReport> All => Signed.SelectMany(signed => signed.All).Prepend(this);
}
