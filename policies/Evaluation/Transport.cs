namespace Policies.Evaluation;

/// <summary>What a call travels over.</summary>
public enum Transport
{
    /// <summary>Nothing: no connection comes about.</summary>
    None,

    /// <summary>Plain text.</summary>
    Plaintext,

    /// <summary>TLS that the application, or a DestinationRule, brings along: the mesh does not know who calls.</summary>
    Tls,

    /// <summary>Mutual TLS of the mesh.</summary>
    Mtls,
}
