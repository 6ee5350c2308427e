namespace Tests.Infra.Targets;

/// <summary>Who may call a port of the server, and with which requests.</summary>
/// <param name="From">The caller, as <see cref="WitnessCall.From"/>, or <c>@anyone</c>.</param>
/// <param name="Port">The port's name.</param>
internal sealed record Permission(string From, string Port)
{
    /// <summary>The caller that stands for all.</summary>
    public const string Anyone = "@anyone";

    /// <summary>The methods; empty for all.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];

    /// <summary>The paths; empty for all.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Whether the caller has no identity.</summary>
    public bool IsWithoutIdentity => From is Anyone or "@prometheus";
}
