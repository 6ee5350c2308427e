using System.Text.RegularExpressions;

namespace Policies.Gating;

/// <summary>
/// Findings that were there when a check was introduced. A finding is the same one as long as its rule, its object and its field are the
/// same: lines may move, items of lists too, and words may change.
/// </summary>
public sealed partial class Baseline
{
    private readonly SortedDictionary<string, int> _accepted = new(StringComparer.Ordinal);

    /// <summary>How many findings of each identity are accepted, by identity in ordinal order.</summary>
    public IReadOnlyDictionary<string, int> Accepted => _accepted;

    /// <summary>A baseline that accepts these findings.</summary>
    public static Baseline Of(IEnumerable<Finding> findings) =>
        new(findings.GroupBy(IdentityOf, StringComparer.Ordinal).Select(same => KeyValuePair.Create(same.Key, same.Count())));

    /// <summary>A baseline that accepts so many findings of each identity.</summary>
    public Baseline(IEnumerable<KeyValuePair<string, int>> accepted)
    {
        ArgumentNullException.ThrowIfNull(accepted);
        foreach (var (identity, count) in accepted)
        {
            _accepted[identity] = count;
        }
    }

    /// <summary>What names a finding beyond one run: code, object and field, or code, file and message where it is about no object.</summary>
    public static string IdentityOf(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return finding.Subject is { } subject
            ? $"{finding.Rule.Code} {subject}{(finding.Field is { } field ? $" {Positions().Replace(field, "[]")}" : "")}"
            : $"{finding.Rule.Code} {finding.Source?.File}: {finding.Message}";
    }

    /// <summary>The findings that the baseline does not accept: of each identity, those beyond its number.</summary>
    public IReadOnlyList<Finding> Beyond(IEnumerable<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        var left = new Dictionary<string, int>(_accepted, StringComparer.Ordinal);
        var beyond = new List<Finding>();
        foreach (var finding in findings)
        {
            var identity = IdentityOf(finding);
            if (left.TryGetValue(identity, out var count) && count > 0)
            {
                left[identity] = count - 1;
            }
            else
            {
                beyond.Add(finding);
            }
        }

        return beyond;
    }

    /// <summary>How many accepted findings are not found any more.</summary>
    public int Gone(IReadOnlyCollection<Finding> findings)
    {
        var now = Of(findings);
        return _accepted.Sum(accepted => Math.Max(0, accepted.Value - now._accepted.GetValueOrDefault(accepted.Key)));
    }

    [GeneratedRegex(@"\[[0-9]+\]")]
    private static partial Regex Positions();
}
