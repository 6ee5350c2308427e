namespace Policies.Denials;

/// <summary>What a log line says was the reason for a refusal.</summary>
public enum DenialKind
{
    /// <summary>A rule matched and denies.</summary>
    Rule,

    /// <summary>There are ALLOW rules, and none matched.</summary>
    NoRule,

    /// <summary>Authorization, without the line saying which rule.</summary>
    Authorization,

    /// <summary>An external authorizer that a CUSTOM policy asks.</summary>
    ExternalAuthorizer,

    /// <summary>A token that is missing, or that no RequestAuthentication takes.</summary>
    Token,

    /// <summary>No filter chain takes the connection: plain text where only mutual TLS is taken, as a rule.</summary>
    NoFilterChain,

    /// <summary>A TLS handshake that failed.</summary>
    Handshake,

    /// <summary>No authorization of Linkerd's Server fits, or there is none and Linkerd's default refuses.</summary>
    LinkerdServer,
}
