namespace Policies.Symbolic.Authorization;

/// <summary>What a proxy sees on a port, which decides how rules with attributes of requests are translated.</summary>
internal enum ChainKind
{
    /// <summary>Requests.</summary>
    Http,

    /// <summary>Connections only.</summary>
    Tcp,
}
