namespace Infra.Live;

/// <summary>A rule that a Prometheus has loaded, as <c>/api/v1/rules</c> tells it.</summary>
/// <param name="Group">The name of its group.</param>
/// <param name="Name">The alert's name, or the name of the series that it records.</param>
/// <param name="Error">What went wrong when it was evaluated last; null where nothing did.</param>
internal sealed record LoadedRule(string Group, string Name, string? Error);
