namespace Policies;

/// <summary>Something that is wrong with the input, where it is, and how to mend it.</summary>
public sealed record Finding
{
    private readonly FindingLevel? _level;

    /// <summary>The rule that found it.</summary>
    public required Rule Rule { get; init; }

    /// <summary>The object that it is about; null where it is about a file or a setting.</summary>
    public ObjectReference? Subject { get; init; }

    /// <summary>Where it was written; null for objects that the program made.</summary>
    public SourceLocation? Source { get; init; }

    /// <summary>The field that it is about, such as <c>spec.rules[0]</c>; null where it is about the object as a whole.</summary>
    public string? Field { get; init; }

    /// <summary>What is wrong, in one sentence without a full stop. Never holds a secret.</summary>
    public required string Message { get; init; }

    /// <summary>What to change, in one sentence without a full stop. The default is the rule's general remedy.</summary>
    public string? Remedy { get; init; }

    /// <summary>How much it weighs: the rule's level, unless the stack gives the rule another one.</summary>
    public FindingLevel Level
    {
        get => _level ?? Rule.Level;
        init => _level = value;
    }

    /// <summary>The order of findings in every report: by place, then object, then code, then message.</summary>
    public static IComparer<Finding> Order { get; } = Comparer<Finding>.Create(Compare);

    private static int Compare(Finding? left, Finding? right)
    {
        if (left is null || right is null)
        {
            return (left is null ? 0 : 1) - (right is null ? 0 : 1);
        }

        var place = string.CompareOrdinal(left.Source?.File, right.Source?.File);
        place = place != 0 ? place : Nullable.Compare(left.Source?.Line, right.Source?.Line);
        place = place != 0 ? place : Nullable.Compare(left.Source?.Column, right.Source?.Column);
        place = place != 0 ? place : string.CompareOrdinal(left.Subject?.ToString(), right.Subject?.ToString());
        place = place != 0 ? place : string.CompareOrdinal(left.Rule.Code, right.Rule.Code);
        return place != 0 ? place : string.CompareOrdinal(left.Message, right.Message);
    }
}
