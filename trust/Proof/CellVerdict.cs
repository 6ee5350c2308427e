namespace Trust.Proof;

/// <summary>How a cell of the matrix came out.</summary>
public enum CellVerdict
{
    /// <summary>Every handshake went as it is meant to.</summary>
    Proven,

    /// <summary>A handshake fails that has to succeed.</summary>
    Broken,

    /// <summary>A handshake succeeds that has to fail.</summary>
    Open,
}
