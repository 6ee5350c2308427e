namespace Tests.Infra.Targets;

/// <summary>What a client shows.</summary>
internal enum Credential
{
    /// <summary>What it was given: a workload its certificate, a program outside of the mesh nothing.</summary>
    Own,

    /// <summary>Nothing: plaintext, and TLS without a certificate where the server speaks it.</summary>
    None,

    /// <summary>A certificate with its own names, below a root that nobody trusts.</summary>
    ForeignRoot,
}
