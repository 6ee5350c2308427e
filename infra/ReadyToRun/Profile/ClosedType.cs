namespace StartupProfile;

/// <summary>A type as the runtime's events spell it, such as <c>System.Linq.Enumerable+RangeIterator`1[System.Int32]</c>.</summary>
/// <param name="Name">The name of its definition, with namespace, declaring types and arity.</param>
/// <param name="Arguments">What its type parameters are.</param>
/// <param name="Ranks">How many times it is an array of itself.</param>
internal sealed record ClosedType(string Name, IReadOnlyList<ClosedType> Arguments, int Ranks)
{
    /// <summary>What stands for every reference type, since all of them share their code.</summary>
    public const string AnyReference = "System.__Canon";

    /// <summary>Reads a type.</summary>
    public static ClosedType Parse(string text)
    {
        var at = 0;
        return Parse(text, ref at);
    }

    private static ClosedType Parse(string text, ref int at)
    {
        var end = text.AsSpan(at).IndexOfAny('[', ']', ',') is >= 0 and var length ? at + length : text.Length;
        var name = text[at..end];
        var (arguments, ranks) = (new List<ClosedType>(), 0);
        for (at = end; at < text.Length && text[at] == '[';)
        {
            if (text[at + 1] == ']')
            {
                ranks++;
                at += 2;
                continue;
            }

            do
            {
                at++;
                arguments.Add(Parse(text, ref at));
            }
            while (text[at] == ',');
            at++;
        }

        return new ClosedType(name, arguments, ranks);
    }
}
