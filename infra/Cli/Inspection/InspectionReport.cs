using Infra.Live;
using Policies;

namespace Infra.Cli.Inspection;

/// <summary>What runs in the clusters by way of certificates.</summary>
internal sealed record InspectionReport
{
    /// <summary>The instant that windows are judged at.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>cert-manager's.</summary>
    public required IReadOnlyList<IssuedCertificate> Certificates { get; init; }

    /// <summary>The proxies'.</summary>
    public required IReadOnlyList<ProxyCertificate> Proxies { get; init; }

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => Certificates.Count + Proxies.Count == 0;

    /// <summary>What is wrong with them.</summary>
    public IReadOnlyList<Finding> Findings =>
        field ??= [.. Certificates.SelectMany(own => own.Findings(At)).Concat(Proxies.SelectMany(own => own.Findings(At)))];
}
