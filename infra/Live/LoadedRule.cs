using Infra.Settings;

namespace Infra.Live;

/// <summary>A rule of alerts or recorded series: one that a Prometheus has loaded, as <c>/api/v1/rules</c> tells it, or one of the plan.</summary>
internal sealed record LoadedRule
{
    /// <summary>The name of its group.</summary>
    public required string Group { get; init; }

    /// <summary>The alert's name, or the name of the series that it records.</summary>
    public required string Name { get; init; }

    /// <summary>Its expression in PromQL.</summary>
    public required string Expression { get; init; }

    /// <summary>The labels that it adds.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>How long the expression has to hold before the alert fires (<c>for</c>). The default is not at all.</summary>
    public TimeSpan For { get; init; }

    /// <summary>What went wrong when it was evaluated last; null where nothing did.</summary>
    public string? Error { get; init; }

    /// <summary>What of another rule is not as in this one, in words; empty where they do the same.</summary>
    public IEnumerable<string> Differences(LoadedRule other)
    {
        var (own, others) = (PromQlForm.Of(Expression), PromQlForm.Of(other.Expression));
        if (own != others)
        {
            yield return $"its expression is {others}, planned {own}";
        }

        foreach (var label in Labels.Keys.Union(other.Labels.Keys).Order(StringComparer.Ordinal))
        {
            var (planned, loaded) = (Labels.GetValueOrDefault(label), other.Labels.GetValueOrDefault(label));
            if (planned != loaded)
            {
                yield return $"its label {label} is {loaded ?? "not there"}, planned {planned ?? "none"}";
            }
        }

        if (For != other.For)
        {
            yield return $"it fires after {DurationText.Write(other.For)}, planned {DurationText.Write(For)}";
        }
    }
}
