namespace Infra.Cli.Verbs;

/// <summary>The side of TLS that a peer plays.</summary>
internal enum PeerSide
{
    /// <summary>Either, or both.</summary>
    Any,

    /// <summary>It is dialled.</summary>
    Server,

    /// <summary>It dials.</summary>
    Client,
}
