namespace Policies.Model;

/// <summary>What an <see cref="AccessFile"/> says.</summary>
/// <param name="Clusters">The clusters; empty where the file could not be read.</param>
/// <param name="Error">Why it could not be read; null where it could.</param>
public sealed record AccessFileReading(IReadOnlyList<KnownCluster> Clusters, Finding? Error);
