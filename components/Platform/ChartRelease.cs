namespace Components.Platform;

/// <summary>A Helm chart as it is to be installed.</summary>
public sealed record ChartRelease
{
    /// <summary>Its role in the component that installs it, which ends the resource's name.</summary>
    public required string Role { get; init; }

    /// <summary>The release's name, which charts derive object names from.</summary>
    public required string Name { get; init; }

    /// <summary>The namespace that it is installed in; it has to exist.</summary>
    public required string Namespace { get; init; }

    /// <summary>The chart: a name in <see cref="Repository"/>, or an <c>oci://</c> reference.</summary>
    public required string Chart { get; init; }

    /// <summary>The chart repository's URL; null where <see cref="Chart"/> is a reference by itself.</summary>
    public string? Repository { get; init; }

    /// <summary>The chart's version, always pinned.</summary>
    public required string Version { get; init; }

    /// <summary>The chart's values: maps, lists, strings, booleans and integers.</summary>
    public required Dictionary<string, object> Values { get; init; }
}
