using Policies.Symbolic.Calls;
using Policies.Symbolic.Servers;

namespace Policies.Symbolic;

/// <summary>A set of calls to one port that two versions of its policies treat differently.</summary>
public sealed record ComparedClass
{
    /// <summary>What happened to them before.</summary>
    public required PortVerdict Before { get; init; }

    /// <summary>What happens to them after.</summary>
    public required PortVerdict After { get; init; }

    /// <summary>Whether they come with an identity over mutual TLS; otherwise nobody knows who calls.</summary>
    public required bool IsIdentified { get; init; }

    /// <summary>One of them.</summary>
    public required CallWitness Witness { get; init; }

    /// <summary>The calls in words, by what tells them from others; empty where it is all calls.</summary>
    public required IReadOnlyDictionary<string, string> Calls { get; init; }
}
