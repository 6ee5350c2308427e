namespace Trust.Proof;

/// <summary>A side of a handshake.</summary>
public enum HandshakeSide
{
    /// <summary>The side that connects.</summary>
    Client,

    /// <summary>The side that is connected to.</summary>
    Server,
}
