namespace Policies.Evaluation.Authorization;

/// <summary>
/// The forms that most fields share: <c>*</c> for any text but the empty one, <c>*x</c>, <c>x*</c>, and the text itself. Of two stars only the
/// leading one is special.
/// </summary>
internal readonly struct TextPattern
{
    private readonly Form _form;
    private readonly string _text;
    private readonly StringComparison _comparison;

    internal TextPattern(string value, bool ignoresCase = false)
    {
        _comparison = ignoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        (_form, _text) = value switch
        {
            "*" => (Form.NotEmpty, ""),
            _ when value.StartsWith('*') => (Form.Suffix, value[1..]),
            _ when value.EndsWith('*') => (Form.Prefix, value[..^1]),
            _ => (Form.Exact, value),
        };
    }

    private TextPattern(Form form, string text)
    {
        _comparison = StringComparison.Ordinal;
        (_form, _text) = (form, text);
    }

    private enum Form
    {
        NotEmpty,
        Suffix,
        Prefix,
        Exact,
    }

    /// <summary>The text itself, a star in it too.</summary>
    internal static TextPattern Literal(string text) => new(Form.Exact, text);

    /// <summary>Whatever begins with the text, a star in it too.</summary>
    internal static TextPattern StartingWith(string text) => new(Form.Prefix, text);

    internal bool Matches(string text) => _form switch
    {
        Form.NotEmpty => text.Length > 0,
        Form.Suffix => text.EndsWith(_text, _comparison),
        Form.Prefix => text.StartsWith(_text, _comparison),
        _ => string.Equals(text, _text, _comparison),
    };

    /// <summary>As for headers, where <c>*</c> asks for presence, empty or not.</summary>
    internal bool MatchesPresent(string text) => _form is Form.NotEmpty || Matches(text);
}
