using Infra.Planning;

namespace Infra.Migration;

/// <summary>What was seen of an environment's traffic.</summary>
internal sealed record Evidence
{
    /// <summary>The end of the window.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How long was looked at.</summary>
    public required TimeSpan Window { get; init; }

    /// <summary>What was seen.</summary>
    public required IReadOnlyList<TrafficSeries> Series { get; init; }

    /// <summary>Why this says nothing about an environment at all, such as labels that are missing everywhere; null where it does.</summary>
    public string? Mismatch(EnvironmentIntent intent)
    {
        if (Series.Count == 0)
        {
            return "no proxy reported a call as its destination";
        }

        if (Series.All(series => series.Namespace.Length == 0 || series.Names.Count == 0))
        {
            return "no series has the labels destination_workload_namespace and destination_workload; they were dropped while scraping";
        }

        string[] known = [.. intent.Regions.Select(region => region.Region.Cluster)];
        string[] seen = [.. Series.Select(series => series.Cluster).Distinct().Order(StringComparer.Ordinal)];
        var fits = seen.Intersect(known).Any() || (known.Length == 1 && seen.Contains(""));
        return fits
            ? null
            : $"destination_cluster is {string.Join(", ", seen.Select(name => $"'{name}'"))}, and the stack's clusters are {string.Join(", ", known)}";
    }
}
