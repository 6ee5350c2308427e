using Policies.Evaluation;
using Policies.Model;
using Policies.Symbolic.Servers;

namespace Policies.Symbolic;

/// <summary>What one caller can do at one port.</summary>
public sealed record CallerAccess
{
    /// <summary>The caller.</summary>
    public required Caller Caller { get; init; }

    /// <summary>The port.</summary>
    public required DestinationPort Port { get; init; }

    /// <summary>The port whose policies tell the caller's calls apart: the same, or that of the waypoint in front of it.</summary>
    internal DestinationPort Decides { get => field ?? Port; init; }

    /// <summary>
    /// What stops every call of the caller before authorization, or leaves open whether it comes so far: the network, either end's TLS, or trust. Null where
    /// all calls arrive.
    /// </summary>
    public LayerAnswer? Stopped { get; init; }

    /// <summary>What the caller's calls travel over; nothing where none arrives.</summary>
    public required Transport Transport { get; init; }

    /// <summary>The identity that the server sees; null where it sees none.</summary>
    public string? Principal { get; init; }

    /// <summary>The classes of calls that the caller's belong to; none where nothing arrives.</summary>
    public required IReadOnlyList<AccessClass> Classes { get; init; }

    /// <summary>Whether some call gets through, or may.</summary>
    public bool IsOpen => Classes.Any(found => found.Verdict.Effect != AccessEffect.Denied);
}
