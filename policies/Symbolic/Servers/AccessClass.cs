using Policies.Symbolic.Calls;

namespace Policies.Symbolic.Servers;

/// <summary>A set of calls to one port of which all have the same verdict.</summary>
public sealed record AccessClass
{
    /// <summary>What happens to them.</summary>
    public required PortVerdict Verdict { get; init; }

    /// <summary>One of them.</summary>
    public required CallWitness Witness { get; init; }

    /// <summary>The calls in words, by what tells them from others: <c>principal</c>, <c>method</c>, <c>path</c>, …; empty where it is all calls.</summary>
    public required IReadOnlyDictionary<string, string> Calls { get; init; }
}
