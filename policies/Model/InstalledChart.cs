using Manifests;

namespace Policies.Model;

/// <summary>A Helm chart with its values, which stands for objects that only Helm makes.</summary>
public sealed record InstalledChart
{
    /// <summary>The chart's name without its registry: <c>istiod</c>.</summary>
    public required string Chart { get; init; }

    /// <summary>The release's name.</summary>
    public required string Name { get; init; }

    /// <summary>The namespace that it is installed in; null where only the values can say.</summary>
    public string? Namespace { get; init; }

    /// <summary>The chart's values.</summary>
    public required MapNode Values { get; init; }
}
