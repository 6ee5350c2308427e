using Policies.Symbolic.Classes;
using Policies.Symbolic.Text;

namespace Policies.Symbolic.Authorization;

/// <summary>A set of tokens by issuer and subject, as <c>requestPrincipals</c> writes it.</summary>
internal sealed record TokenPattern : Pattern
{
    private TokenPattern(TextPattern? issuer, TextPattern? subject)
        : base($"{issuer?.Key}\n{subject?.Key}")
    {
        Issuer = issuer;
        Subject = subject;
    }

    /// <summary>The issuers; null for any.</summary>
    public TextPattern? Issuer { get; }

    /// <summary>The subjects; null for any, an absent one too.</summary>
    public TextPattern? Subject { get; }

    /// <summary>Every token.</summary>
    public static TokenPattern Anything { get; } = new(null, null);

    /// <summary>Tokens whose issuer, the claim <c>iss</c>, is in a set.</summary>
    public static TokenPattern ByIssuer(TextPattern issuer) => new(issuer, null);

    /// <summary>Tokens whose subject, the claim <c>sub</c>, is in a set.</summary>
    public static TokenPattern BySubject(TextPattern subject) => new(null, subject);

    /// <summary>A value of <c>requestPrincipals</c>. It is split at the last slash, since an issuer may be a URL.</summary>
    public static TokenPattern RequestPrincipal(string value)
    {
        var slash = value.LastIndexOf('/');
        var (issuer, subject) = slash < 0 ? (value, "") : (value[..slash], value[(slash + 1)..]);
        return value switch
        {
            "*" => new(TextPattern.NonEmpty, TextPattern.NonEmpty),
            ['*', ..] when slash < 0 => new(TextPattern.NonEmpty, TextPattern.Suffix(value[1..])),
            ['*', ..] => new(issuer == "*" ? TextPattern.NonEmpty : TextPattern.Suffix(issuer[1..]), TextPattern.Exact(subject)),
            [.., '*'] when slash < 0 => new(TextPattern.Prefix(value[..^1]), TextPattern.NonEmpty),
            [.., '*'] => new(TextPattern.Exact(issuer), subject == "*" ? TextPattern.NonEmpty : TextPattern.Prefix(subject[..^1])),
            _ => new(TextPattern.Exact(issuer), TextPattern.Exact(subject)),
        };
    }

    /// <inheritdoc/>
    public bool Equals(TokenPattern? other) => other is not null && Key == other.Key;

    /// <inheritdoc/>
    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);
}
