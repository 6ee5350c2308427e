namespace Policies.Evaluation.Authorization;

/// <summary>A value of <c>requestPrincipals</c>: issuer and subject, split at the last slash.</summary>
internal readonly struct RequestPrincipalPattern
{
    private readonly TextPattern _issuer;
    private readonly TextPattern _subject;

    internal RequestPrincipalPattern(string value)
    {
        var slash = value.LastIndexOf('/');
        var issuer = slash < 0 ? value : value[..slash];
        var subject = slash < 0 ? "" : value[(slash + 1)..];
        (_issuer, _subject) = value switch
        {
            "*" => (new TextPattern("*"), new TextPattern("*")),
            _ when value.StartsWith('*') && slash < 0 => (new TextPattern("*"), new TextPattern(value)),
            _ when value.StartsWith('*') => (new TextPattern(issuer), TextPattern.Literal(subject)),
            _ when value.EndsWith('*') && slash < 0 => (new TextPattern(value), new TextPattern("*")),
            _ when value.EndsWith('*') => (TextPattern.Literal(issuer), Prefix(subject)),
            _ => (TextPattern.Literal(issuer), TextPattern.Literal(subject)),
        };
    }

    internal bool Matches(string issuer, string subject) => _issuer.Matches(issuer) && _subject.Matches(subject);

    private static TextPattern Prefix(string text) => text == "*" ? new TextPattern("*") : TextPattern.StartingWith(text[..^1]);
}
