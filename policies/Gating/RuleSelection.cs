namespace Policies.Gating;

/// <summary>Which rules are asked: those of <c>--only</c>, without those of <c>--skip</c>.</summary>
public sealed class RuleSelection
{
    private static readonly string[] AreaNames =
        ["trust", "peer-authentication", "authorization", "traffic", "platform", "monitoring", "", "", "input"];

    private readonly IReadOnlyList<string> _only;
    private readonly IReadOnlyList<string> _skip;

    private RuleSelection(IReadOnlyList<string> only, IReadOnlyList<string> skip) => (_only, _skip) = (only, skip);

    /// <summary>Every rule.</summary>
    public static RuleSelection Everything { get; } = new([], []);

    /// <summary>The areas by which rules can be named.</summary>
    public static IReadOnlyList<string> Areas { get; } = [.. AreaNames.Where(name => name.Length > 0)];

    /// <summary>Reads the two lists.</summary>
    /// <param name="only">Codes (<c>MTLS301</c>), patterns (<c>MTLS3*</c>) or areas; empty for every rule.</param>
    /// <param name="skip">The same; empty for none.</param>
    /// <param name="unknown">The words that name no rule.</param>
    public static RuleSelection Parse(IReadOnlyList<string> only, IReadOnlyList<string> skip, out IReadOnlyList<string> unknown)
    {
        unknown = [.. only.Concat(skip).Where(word => !Catalogue.All.Any(rule => Names(word, rule)))];
        return new RuleSelection(only, skip);
    }

    /// <summary>Whether a rule is asked.</summary>
    public bool Includes(Rule rule) => (_only.Count == 0 || _only.Any(word => Names(word, rule))) && !_skip.Any(word => Names(word, rule));

    private static bool Names(string word, Rule rule) => word.EndsWith('*')
        ? rule.Code.StartsWith(word[..^1], StringComparison.OrdinalIgnoreCase)
        : rule.Code.Equals(word, StringComparison.OrdinalIgnoreCase) || AreaNames[rule.Code[4] - '1'] == word;
}
