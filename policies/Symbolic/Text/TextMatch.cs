namespace Policies.Symbolic.Text;

/// <summary>Whether one text is in a set, by walking its pattern: how a given value is placed among atoms.</summary>
internal static class TextMatch
{
    /// <summary>Whether a text is in a universe.</summary>
    public static bool IsIn(TextUniverse universe, string text) => Matches(universe.Language, text) && HasShape(universe.Shape, text);

    /// <summary>Whether a pattern matches a text from start to end.</summary>
    public static bool Matches(TextPattern pattern, string text) =>
        pattern.Literal is { } literal ? literal == text : pattern.Alternatives.Any(steps => Matches(steps.AsSpan(), text));

    private static bool Matches(ReadOnlySpan<TextStep> steps, ReadOnlySpan<char> text)
    {
        while (steps is [var step, .. var later])
        {
            if (step.Repeats && Matches(later, text))
            {
                return true;
            }

            if (text.IsEmpty || !step.Set.Contains(text[0]))
            {
                return false;
            }

            text = text[1..];
            steps = step.Repeats ? steps : later;
        }

        return text.IsEmpty;
    }

    private static bool HasShape(ITextShape? shape, string text)
    {
        if (shape is null)
        {
            return true;
        }

        var state = shape.Start;
        foreach (var c in text)
        {
            state = shape.Next(state, c);
            if (state == ITextShape.Dead)
            {
                return false;
            }
        }

        return shape.MayEnd(state);
    }
}
