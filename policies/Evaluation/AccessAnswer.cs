namespace Policies.Evaluation;

/// <summary>The answer to a call that several endpoints may take: theirs, where they agree.</summary>
public sealed record AccessAnswer
{
    /// <summary>Whether the call is answered by the application; null where that cannot be told.</summary>
    public required bool? Allow { get; init; }

    /// <summary>What it travels over.</summary>
    public required Transport Transport { get; init; }

    /// <summary>The layer that denies; null where none does.</summary>
    public Layer? DeniedBy { get; init; }

    /// <summary>What decided.</summary>
    public required string DecidedBy { get; init; }

    /// <summary>Why, in one sentence without a full stop.</summary>
    public required string Reason { get; init; }

    /// <summary>One answer of one or more endpoints.</summary>
    public static AccessAnswer Of(IReadOnlyList<Verdict> endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var first = endpoints[0];
        return endpoints.All(other => other.Allow == first.Allow)
            ? new AccessAnswer { Allow = first.Allow, Transport = first.Transport, DeniedBy = first.DeniedBy, DecidedBy = first.DecidedBy, Reason = first.Reason }
            : new AccessAnswer
            {
                Allow = null,
                Transport = first.Transport,
                DecidedBy = first.DecidedBy,
                Reason = $"unknown because the {endpoints.Count} endpoints answer differently: {string.Join("; ", endpoints.Select(endpoint => endpoint.Reason).Distinct(StringComparer.Ordinal))}",
            };
    }
}
