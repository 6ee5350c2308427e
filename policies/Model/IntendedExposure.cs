namespace Policies.Model;

/// <summary>A public name under which gateways are meant to hand requests from outside, that came over TLS, on to a port of a workload.</summary>
public sealed record IntendedExposure
{
    /// <summary>The name; a wildcard such as <c>*.example.com</c> stands for the names below it.</summary>
    public required string Host { get; init; }

    /// <summary>The workload's namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>The workload's name.</summary>
    public required string Name { get; init; }

    /// <summary>The container port.</summary>
    public required int Port { get; init; }

    /// <summary>The methods; empty is every method.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];

    /// <summary>The paths in AuthorizationPolicy's notation; empty is every path.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Whether callers have to show the gateway a certificate.</summary>
    public bool AsksForCertificate { get; init; }
}
