using System.Collections.Concurrent;

namespace Policies.Modelling;

/// <summary>What this program makes of the fields of a kind. Paths are as in <c>spec.servers.port</c>, lists without their brackets.</summary>
/// <param name="Group">The API group.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Modelled">The fields that verdicts follow, each with all that is inside.</param>
/// <param name="Neutral">The fields that decide about no call, each with all that is inside, and why.</param>
internal sealed record KindMeaning(string Group, string Kind, IReadOnlyList<string> Modelled, IReadOnlyDictionary<string, string> Neutral)
{
    private const char Separator = '.';
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<string, FieldMeaning> _known = new(StringComparer.Ordinal);

    /// <summary>Whether every field of the pinned schema is modelled.</summary>
    internal bool IsWhole { get; } = Modelled is ["spec"];

    /// <summary>The meaning of the field at a path.</summary>
    internal FieldMeaning Of(string path) =>
        // Counting takes all the locks of the dictionary, so known paths come first.
        _known.TryGetValue(path, out var meaning) ? meaning
        : _known.Count < Most ? _known.GetOrAdd(path, Find)
        : Find(path);

    private FieldMeaning Find(string path) =>
        Modelled.Any(known => IsWithin(path, known)) ? FieldMeaning.Modelled
        : Neutral.Keys.Any(known => IsWithin(path, known)) ? FieldMeaning.Neutral
        : Modelled.Concat(Neutral.Keys).Any(known => IsWithin(known, path)) ? FieldMeaning.ByInnerFields
        : FieldMeaning.NotModelled;

    private static bool IsWithin(string inner, string outer) =>
        inner.StartsWith(outer, StringComparison.Ordinal) && (inner.Length == outer.Length || inner[outer.Length] == Separator);
}
