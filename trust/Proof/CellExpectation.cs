namespace Trust.Proof;

/// <summary>What is meant to happen between two regions.</summary>
public enum CellExpectation
{
    /// <summary>The server's region accepts callers of the client's region, before and after the change: every handshake has to succeed.</summary>
    Accepted,

    /// <summary>It does so neither before nor after: every handshake has to fail.</summary>
    Refused,

    /// <summary>The change grants or withdraws it: either may happen until the change is in force everywhere.</summary>
    Changing,
}
