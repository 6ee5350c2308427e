using Policies.Symbolic.Servers;

namespace Policies.Differences;

/// <summary>A set of calls to one port that another set of objects decides otherwise.</summary>
public sealed record AccessChange
{
    /// <summary>Whether the calls are gained, lost, or no longer decidable.</summary>
    public required ChangeKind Kind { get; init; }

    /// <summary>The region of the called side; null for objects from files.</summary>
    public string? Region { get; init; }

    /// <summary>The port, such as <c>eu/finance/ledger:8080</c>.</summary>
    public required string Destination { get; init; }

    /// <summary>Who calls, in words.</summary>
    public required string Source { get; init; }

    /// <summary>What they ask for, in words: <c>POST /entries</c>; <c>anything</c> where it is every request.</summary>
    public required string Request { get; init; }

    /// <summary>What the calls travel over: <c>mtls</c>, <c>tls</c>, <c>plaintext</c>, or <c>any</c> where no proxy tells them apart.</summary>
    public required string Transport { get; init; }

    /// <summary>What happened to them.</summary>
    public required AccessEffect Before { get; init; }

    /// <summary>What happens to them now.</summary>
    public required AccessEffect After { get; init; }

    /// <summary>One of the calls, in words.</summary>
    public required string Witness { get; init; }

    /// <summary>The object that causes it; null where none does by itself.</summary>
    public ObjectReference? Cause { get; init; }

    /// <summary>Where the cause was written; null for objects that the program made.</summary>
    public SourceLocation? Place { get; init; }

    /// <summary>Why it was so and why it is so now, in a sentence without a full stop.</summary>
    public required string Reason { get; init; }
}
