namespace Components.Monitoring;

/// <summary>What a certificate authority is in the hierarchy.</summary>
public enum AuthorityKind
{
    /// <summary>A root of the trust bundle.</summary>
    Root,

    /// <summary>An intermediate that signs leaves.</summary>
    Intermediate,
}
