using System.Collections.Immutable;
using Policies.Symbolic.Classes;

namespace Policies.Symbolic.Text;

/// <summary>A regular set of texts: what one value of a policy matches. Every form that Istio has is a list of alternatives of steps.</summary>
internal sealed record TextPattern : Pattern
{
    private readonly Func<IEnumerable<IEnumerable<TextStep>>>? _steps;

    private TextPattern(string key, Func<IEnumerable<IEnumerable<TextStep>>> steps)
        : base(key) => _steps = steps;

    private TextPattern(string literal)
        : base($"={literal}") => Literal = literal;

    /// <summary>The one text that it matches; null where it matches several.</summary>
    public string? Literal { get; }

    /// <summary>The text with which it says that others begin, and nothing more of them; null where it does not.</summary>
    public string? Beginning { get; private init; }

    /// <summary>The alternatives; a text matches where it matches one of them from start to end.</summary>
    /// <remarks>Made when asked for: most patterns are only compared by their keys.</remarks>
    public ImmutableArray<ImmutableArray<TextStep>> Alternatives
    {
        get
        {
            if (field.IsDefault)
            {
                field = [.. (_steps?.Invoke() ?? [Literally(Literal!)]).Select(steps => steps.ToImmutableArray())];
            }

            return field;
        }
    }

    /// <summary>Every text, the empty one included.</summary>
    public static TextPattern Anything { get; } = Of("any", Any());

    /// <summary>Every text but the empty one: what Istio's <c>*</c> means (the regular expression <c>.+</c>).</summary>
    public static TextPattern NonEmpty { get; } = Of("present", [.. Some(CharClass.Any)]);

    /// <summary>One text.</summary>
    public static TextPattern Exact(string text) => new(text);

    /// <summary>Every text that begins with a text.</summary>
    public static TextPattern Prefix(string text) => new($"^{text}", () => [[.. Literally(text), .. Any()]]) { Beginning = text };

    /// <summary>Every text that ends with a text.</summary>
    public static TextPattern Suffix(string text) => new($"${text}", () => [[.. Any(), .. Literally(text)]]);

    /// <summary>Istio's string match: <c>*</c>, <c>*suffix</c>, <c>prefix*</c>, or the text itself. A star elsewhere is a star.</summary>
    public static TextPattern Istio(string value) => value switch
    {
        "*" => NonEmpty,
        ['*', .. var suffix] => Suffix(suffix),
        [.. var prefix, '*'] => Prefix(prefix),
        _ => Exact(value),
    };

    /// <summary>A pattern of alternatives.</summary>
    /// <param name="key">What it is called; the same name is the same pattern.</param>
    /// <param name="alternatives">The alternatives.</param>
    public static TextPattern Of(string key, params IEnumerable<IEnumerable<TextStep>> alternatives) =>
        new(key, () => alternatives);

    /// <summary>A pattern of one alternative.</summary>
    public static TextPattern Of(string key, IEnumerable<TextStep> steps) => new(key, () => [steps]);

    /// <summary>The characters of a text, one after the other.</summary>
    public static IEnumerable<TextStep> Literally(string text) => text.Select(c => new TextStep(CharSet.One(c), Repeats: false));

    /// <summary>Any number of characters of a class.</summary>
    public static IEnumerable<TextStep> Any(CharClass @class = CharClass.Any) => [new TextStep(CharSet.All(@class), Repeats: true)];

    /// <summary>At least one character of a class.</summary>
    public static IEnumerable<TextStep> Some(CharClass @class) => [new TextStep(CharSet.All(@class), Repeats: false), .. Any(@class)];

    /// <inheritdoc/>
    protected override string Words => Key switch
    {
        ['=', .. var text] => text,
        ['^', .. var prefix] => $"{prefix}*",
        ['$', .. var suffix] => $"*{suffix}",
        _ when ReferenceEquals(this, NonEmpty) || ReferenceEquals(this, Anything) => "any",
        _ => Key,
    };

    /// <inheritdoc/>
    public bool Equals(TextPattern? other) => other is not null && Key == other.Key;

    /// <inheritdoc/>
    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);
}
