namespace Policies.Gating;

/// <summary>What an environment makes of findings: levels of its own, and findings that somebody answers for.</summary>
public sealed record FindingPolicy
{
    /// <summary>The levels that differ from the rules' own, by code.</summary>
    public IReadOnlyDictionary<string, FindingLevel> Levels { get; init; } = new Dictionary<string, FindingLevel>();

    /// <summary>The findings that may stay for a while.</summary>
    public IReadOnlyList<Suppression> Suppressions { get; init; } = [];

    /// <summary>The findings that are left, with their levels, and what is wrong with the suppressions: ended ones and those that nothing needs.</summary>
    /// <param name="findings">What was found.</param>
    /// <param name="today">The day against which suppressions are held (UTC).</param>
    public IReadOnlyList<Finding> Apply(IReadOnlyList<Finding> findings, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(findings);
        if (Levels.Count == 0 && Suppressions.Count == 0)
        {
            return findings;
        }

        var used = new HashSet<Suppression>(ReferenceEqualityComparer.Instance);
        var left = new List<Finding>();
        foreach (var finding in findings)
        {
            var suppression = Suppressions.FirstOrDefault(suppression => suppression.Covers(finding));
            if (suppression is not null)
            {
                used.Add(suppression);
            }

            if (suppression is null || suppression.Expires < today)
            {
                left.Add(Levels.TryGetValue(finding.Rule.Code, out var level) ? finding with { Level = level } : finding);
            }
        }

        left.AddRange(Suppressions.Where(suppression => suppression.Expires < today).Select(suppression => Expired(suppression, today)));
        left.AddRange(Suppressions.Where(suppression => !used.Contains(suppression)).Select(Unused));
        left.Sort(Finding.Order);
        return left;
    }

    /// <summary>The findings that suppressions in force keep out of <see cref="Apply"/>.</summary>
    /// <param name="findings">What was found.</param>
    /// <param name="today">The day against which suppressions are held (UTC).</param>
    public IReadOnlyList<Finding> HeldBack(IReadOnlyList<Finding> findings, DateOnly today) =>
        Suppressions.Count == 0 ? [] : [.. findings.Where(finding => Suppressions.FirstOrDefault(suppression => suppression.Covers(finding)) is { } first && first.Expires >= today)];

    private static Finding Expired(Suppression suppression, DateOnly today) => new()
    {
        Rule = Catalogue.ExpiredSuppression,
        Source = suppression.Source,
        Message = $"the suppression of {suppression.Code} for {suppression.Object} ended on {suppression.Expires:yyyy-MM-dd}, and today is {today:yyyy-MM-dd}",
    };

    private static Finding Unused(Suppression suppression) => new()
    {
        Rule = Catalogue.UnusedSuppression,
        Source = suppression.Source,
        Message = $"nothing is found that the suppression of {suppression.Code} for {suppression.Object} is about",
    };
}
