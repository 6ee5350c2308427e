namespace Infra.Cli.Preview;

/// <summary>A region whose own CAs an external root is still to sign: of it the stack has keys and signing requests, and deploys nothing else.</summary>
internal sealed record AwaitingRegion
{
    /// <summary>The stack.</summary>
    public required string Environment { get; init; }

    /// <summary>The region.</summary>
    public required string Region { get; init; }

    /// <summary>The names of the CAs that wait, which are those of their requests too.</summary>
    public required IReadOnlyList<string> Authorities { get; init; }

    /// <summary>The external root that is to sign them.</summary>
    public required string Root { get; init; }

    /// <summary>The regions of a plan that wait, in its order.</summary>
    public static IReadOnlyList<AwaitingRegion> Of(EnvironmentPlan plan) =>
    [
        .. plan.Trust.Intermediates
            .Where(plan.Trust.Awaits)
            .GroupBy(intermediate => intermediate.Region)
            .Select(region => new AwaitingRegion
            {
                Environment = plan.Environment,
                Region = region.Key,
                Authorities = [.. region.Select(intermediate => intermediate.Name)],
                Root = region.First().Root,
            }),
    ];

    /// <summary>What it waits for, and how to get it.</summary>
    public IEnumerable<string> Lines =>
    [
        $"{Region} waits for {Root} to sign {string.Join(" and ", Authorities)}; until then only their keys and requests are made",
        $"  next: pulumi up --stack {Environment} && pulumi stack output certificateRequests --json --stack {Environment}",
        $"  then: have the requests of {Region} signed, set the results as mtls:regions.{Region}.intermediate.certificates and remove its request",
    ];
}
