namespace Policies.Symbolic.Text;

/// <summary>The texts that can occur in a place at all: witnesses are taken from it, and what never meets it never matches.</summary>
internal sealed record TextUniverse
{
    /// <summary>The regular set of the texts.</summary>
    public required TextPattern Language { get; init; }

    /// <summary>A further restriction that is no pattern; null where there is none.</summary>
    public ITextShape? Shape { get; init; }

    /// <summary>
    /// A text of the universe for every number, no two the same: where only single texts are told apart, one of these is another one. Null where the
    /// universe is finite.
    /// </summary>
    public Func<int, string>? Sample { get; init; }

    /// <summary>Whether a pattern matches every text of the universe, as far as its form says.</summary>
    public bool IsCoveredBy(TextPattern pattern) =>
        pattern == TextPattern.Anything || (pattern == TextPattern.NonEmpty && !TextMatch.IsIn(this, ""));

    /// <summary>What makes two universes the same.</summary>
    public string Key => $"{Language.Key}\n{Shape?.Key}";

    /// <summary>Every text.</summary>
    public static TextUniverse Texts { get; } = new() { Language = TextPattern.Anything, Sample = index => index == 0 ? "other" : $"other{index}" };

    /// <summary>Names of namespaces.</summary>
    public static TextUniverse Names { get; } = new()
    {
        Language = TextPattern.Of("name", [new TextStep(CharSet.All(CharClass.Name), Repeats: false), .. TextPattern.Any(CharClass.NameInside)]),
        Sample = index => index == 0 ? "elsewhere" : $"elsewhere-{index}",
    };

    /// <summary>Transport protocols.</summary>
    public static TextUniverse Protocols { get; } = new()
    {
        Language = TextPattern.Of("protocol", TextPattern.Literally("TCP"), TextPattern.Literally("UDP"), TextPattern.Literally("SCTP")),
    };

    /// <summary>HTTP methods (RFC 9110 §9.1: a token).</summary>
    public static TextUniverse Methods { get; } = new()
    {
        Language = TextPattern.Of("token", TextPattern.Some(CharClass.Token)),
        Sample = index => index == 0 ? "TRACE" : $"OTHER{index}",
    };

    /// <summary>Hosts in lower case, since policies compare them without case.</summary>
    public static TextUniverse Hosts { get; } = new()
    {
        Language = TextPattern.Of("host", TextPattern.Some(CharClass.Host)),
        Sample = index => index == 0 ? "other.example" : $"other{index}.example",
    };
}
