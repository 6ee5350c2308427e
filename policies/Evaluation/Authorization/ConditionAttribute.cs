namespace Policies.Evaluation.Authorization;

/// <summary>What a <c>when</c> condition asks about.</summary>
internal enum ConditionAttribute
{
    /// <summary><c>source.ip</c>.</summary>
    SourceIp,

    /// <summary><c>remote.ip</c>.</summary>
    RemoteIp,

    /// <summary><c>source.namespace</c>.</summary>
    SourceNamespace,

    /// <summary><c>source.principal</c>.</summary>
    SourcePrincipal,

    /// <summary><c>source.serviceAccount</c>.</summary>
    SourceServiceAccount,

    /// <summary><c>source.trustDomain</c>.</summary>
    SourceTrustDomain,

    /// <summary><c>request.auth.principal</c>.</summary>
    RequestPrincipal,

    /// <summary><c>request.auth.audiences</c>, <c>request.auth.presenter</c> and <c>request.auth.claims[…]</c>.</summary>
    Claim,

    /// <summary><c>request.headers[…]</c>.</summary>
    Header,

    /// <summary><c>destination.ip</c>.</summary>
    DestinationIp,

    /// <summary><c>destination.port</c>.</summary>
    DestinationPort,

    /// <summary><c>connection.sni</c>.</summary>
    ServerName,

    /// <summary><c>experimental.envoy.filters.…[…]</c>: what other filters have noted, which a call says or leaves open.</summary>
    FilterMetadata,
}
