namespace Infra.Settings;

/// <summary>A finding that somebody answers for until a date.</summary>
internal sealed record SuppressionSettings
{
    [Setting("The rule's code", Form = TextForm.RuleCode, Example = "MTLS338")]
    public required string Code { get; init; }

    [Setting("The object as the finding names it; a * at the end stands for the rest", Example = "AuthorizationPolicy shop/orders")]
    public required string Object { get; init; }

    [Setting("The team or person that answers for it", Example = "sre")]
    public required string Owner { get; init; }

    [Setting("Why the finding may stay")]
    public required string Reason { get; init; }

    [Setting("The last day on which it holds (UTC)", Example = "2027-06-30")]
    public required DateOnly Expires { get; init; }
}
