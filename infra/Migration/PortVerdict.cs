namespace Infra.Migration;

/// <summary>What the evidence says about a port that takes plaintext beside mutual TLS.</summary>
internal enum PortVerdict
{
    /// <summary>Called by mutual TLS in every region, in plaintext nowhere, and watched for long enough.</summary>
    Ready,

    /// <summary>Somebody calls it in plaintext.</summary>
    Plaintext,

    /// <summary>The settings let callers without an identity in, and those have no certificate.</summary>
    Intended,

    /// <summary>A region's proxies report nothing about it.</summary>
    NoData,

    /// <summary>It is reported about, but for too short a part of the window.</summary>
    TooShort,

    /// <summary>It is reported about, and nobody called.</summary>
    NoTraffic,
}
