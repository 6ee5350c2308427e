using Policies.Symbolic.Classes;
using Policies.Symbolic.Text;

namespace Policies.Symbolic.Authorization;

/// <summary>The token of a request by issuer and subject. Atom 0 is no token; every other one is an issuer together with a subject or none.</summary>
internal sealed class TokenDimension : Dimension
{
    private readonly TextPartition? _issuers;
    private readonly TextPartition _subjects;

    /// <summary>A dimension.</summary>
    /// <param name="issuers">The issuers whose tokens are taken; null where no token is.</param>
    /// <param name="subjects">The subjects, the empty one included.</param>
    public TokenDimension(TextPartition? issuers, TextPartition subjects)
        : base(new DimensionKey(DimensionKind.RequestPrincipal))
    {
        _issuers = issuers;
        _subjects = subjects;
    }

    /// <inheritdoc/>
    public override int Count => 1 + ((_issuers?.Witnesses.Count ?? 0) * Subjects);

    /// <summary>How many atoms the subject has, the absent one included.</summary>
    private int Subjects => _subjects.Witnesses.Count + 1;

    /// <inheritdoc/>
    public override AtomSet Matching(Pattern pattern)
    {
        if (_issuers is null)
        {
            return AtomSet.Empty;
        }

        var token = (TokenPattern)pattern;
        var issuers = token.Issuer is { } issuer ? _issuers.Matching(issuer) : AtomSet.All(_issuers.Witnesses.Count);
        var subjects = token.Subject is { } subject ? _subjects.Matching(subject).Shifted(1, Subjects) : AtomSet.All(Subjects);
        return AtomSet.Of(issuers.Atoms().SelectMany(_ => subjects.Atoms(), (left, right) => 1 + (left * Subjects) + right), Count);
    }

    /// <inheritdoc/>
    public override string? Witness(int atom) => atom == 0 ? null : $"{IssuerOf(atom)}/{SubjectOf(atom)}";

    /// <summary>The issuer of an atom that is a token.</summary>
    public string IssuerOf(int atom) => _issuers!.Witnesses[(atom - 1) / Subjects];

    /// <summary>The subject of an atom that is a token; null where it has none.</summary>
    public string? SubjectOf(int atom) => (atom - 1) % Subjects is > 0 and var subject ? _subjects.Witnesses[subject - 1] : null;

    /// <summary>The atom of a token, or of none; -1 where such a token is not taken.</summary>
    public int AtomOf(string? issuer, string? subject)
    {
        if (issuer is null)
        {
            return 0;
        }

        var (left, right) = (_issuers?.AtomOf(issuer) ?? -1, subject is null ? 0 : _subjects.AtomOf(subject) + 1);
        return left < 0 ? -1 : 1 + (left * Subjects) + right;
    }
}
