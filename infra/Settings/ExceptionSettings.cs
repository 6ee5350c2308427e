namespace Infra.Settings;

/// <summary>A deviation from zero trust that somebody answers for until a date.</summary>
internal sealed record ExceptionSettings
{
    [Setting("The team or person that answers for it", Example = "sre")]
    public required string Owner { get; init; }

    [Setting("Why it is needed")]
    public required string Reason { get; init; }

    [Setting("The last day on which it holds (UTC)", Example = "2027-06-30")]
    public required DateOnly Expires { get; init; }
}
