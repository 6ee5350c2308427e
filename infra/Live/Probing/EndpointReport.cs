namespace Infra.Live.Probing;

/// <summary>What a server did with the clients of a probe.</summary>
internal sealed record EndpointReport
{
    /// <summary>The client that ought to be accepted: with the certificate that was given, or with none.</summary>
    public required ProbedHandshake Own { get; init; }

    /// <summary>Those that ought to be refused, in their order.</summary>
    public required IReadOnlyList<(ProbeKind Kind, Answer Answer)> Refused { get; init; }

    /// <summary>Whether the server takes clients without a certificate by intent.</summary>
    public required bool IsOneWay { get; init; }

    /// <summary>Whether the client had a certificate to show.</summary>
    public required bool HasCertificate { get; init; }
}
