namespace Policies.Evaluation.Authorization;

/// <summary>
/// A path with <c>{*}</c>, which is one segment or a part of it, and <c>{**}</c>, which is any rest (Envoy's <c>uri_template</c>). Matched in time linear in the path,
/// whatever the template is, and not by the platform's linear regular expressions: they take a tenth of a second to start.
/// </summary>
internal sealed class PathTemplate
{
    private const string One = "{*}";
    private const string Any = "{**}";

    /// <summary>What a segment may hold besides letters and digits.</summary>
    private const string Marks = "-._~%!$&'()+,;:@";

    private readonly Step[] _steps;

    internal PathTemplate(string template) => _steps = [.. Steps(template)];

    /// <summary>A part of a template: characters of which there is one, or any number.</summary>
    private readonly record struct Step(char? Literal, bool TakesSlash, bool IsRepeated)
    {
        internal bool Takes(char character) => Literal is { } literal
            ? literal == character
            : char.IsAsciiLetterOrDigit(character) || Marks.Contains(character, StringComparison.Ordinal) || (TakesSlash && character == '/');
    }

    internal static bool IsOne(string text) => text.Contains(One, StringComparison.Ordinal) || text.Contains(Any, StringComparison.Ordinal);

    internal bool Matches(string path)
    {
        // The numbers of steps that may be the next, all at once: no way through the template is tried twice.
        var places = new bool[_steps.Length + 1];
        Enter(places, 0);
        foreach (var character in path)
        {
            var next = new bool[_steps.Length + 1];
            for (var place = 0; place < _steps.Length; place++)
            {
                if (places[place] && _steps[place].Takes(character))
                {
                    Enter(next, _steps[place].IsRepeated ? place : place + 1);
                }
            }

            places = next;
        }

        return places[_steps.Length];
    }

    private static IEnumerable<Step> Steps(string template)
    {
        for (var at = 0; at < template.Length;)
        {
            if (string.CompareOrdinal(template, at, Any, 0, Any.Length) == 0)
            {
                yield return new Step(null, TakesSlash: true, IsRepeated: true);
                at += Any.Length;
            }
            else if (string.CompareOrdinal(template, at, One, 0, One.Length) == 0)
            {
                yield return new Step(null, TakesSlash: false, IsRepeated: false);
                yield return new Step(null, TakesSlash: false, IsRepeated: true);
                at += One.Length;
            }
            else
            {
                yield return new Step(template[at++], TakesSlash: false, IsRepeated: false);
            }
        }
    }

    /// <summary>Marks a place, and those behind it that a step of no character leads to.</summary>
    private void Enter(bool[] places, int place)
    {
        places[place] = true;
        while (place < _steps.Length && _steps[place].IsRepeated)
        {
            places[++place] = true;
        }
    }
}
