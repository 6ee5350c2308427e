namespace Policies.Symbolic;

/// <summary>A set of requests in words.</summary>
public static class RequestText
{
    private const string Anything = "anything";

    /// <summary>
    /// <c>GET, POST /orders, /orders/*</c>, then whatever else tells the requests from others: <c>header x-tenant a</c>; <c>anything</c> where nothing does.
    /// </summary>
    /// <param name="calls">The parts of the calls by their names, as <see cref="Servers.AccessClass.Calls"/> has them; who calls is left out.</param>
    public static string Of(IReadOnlyDictionary<string, string> calls)
    {
        ArgumentNullException.ThrowIfNull(calls);
        var line = string.Join(' ', new[] { Part(calls, "method"), Part(calls, "path") }.Where(part => part.Length > 0));
        var others = calls.Where(part => part.Key is not ("principal" or "method" or "path")).Select(part => $"{part.Key} {part.Value}");
        var words = string.Join(", ", others.Prepend(line).Where(part => part.Length > 0));
        return words.Length > 0 ? words : Anything;
    }

    /// <summary>Several sets of requests in words.</summary>
    public static string Of(IEnumerable<IReadOnlyDictionary<string, string>> sets)
    {
        var words = sets.Select(Of).Distinct(StringComparer.Ordinal).ToList();
        return words.Contains(Anything) ? Anything : string.Join("; ", words);
    }

    private static string Part(IReadOnlyDictionary<string, string> calls, string name)
    {
        var words = calls.GetValueOrDefault(name, "").Replace("template /", "/", StringComparison.Ordinal);
        return words.Contains(" but ", StringComparison.Ordinal) ? $"{name} {words}" : words;
    }
}
