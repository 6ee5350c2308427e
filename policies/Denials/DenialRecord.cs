namespace Policies.Denials;

/// <summary>A refusal as a proxy's log tells it; whatever the line does not say is null.</summary>
public sealed record DenialRecord
{
    /// <summary>The reason.</summary>
    public required DenialKind Kind { get; init; }

    /// <summary>The reason in the log's own words, such as <c>rbac_access_denied_matched_policy[none]</c>.</summary>
    public required string Detail { get; init; }

    /// <summary>The namespace of the policy whose rule matched.</summary>
    public string? PolicyNamespace { get; init; }

    /// <summary>The name of the policy whose rule matched.</summary>
    public string? PolicyName { get; init; }

    /// <summary>Which of its rules matched, from 0.</summary>
    public int? RuleIndex { get; init; }

    /// <summary>The name of Linkerd's Server that refused; null for its default policy, and where the proxy is Istio's.</summary>
    public string? LinkerdServer { get; init; }

    /// <summary>Whether Linkerd's proxy refused a request, of which it does not tell method and path; otherwise it was a connection.</summary>
    public bool IsRequest { get; init; }

    /// <summary>Whether only a dry run would have refused, so that nothing was refused by it.</summary>
    public bool IsShadow { get; init; }

    /// <summary>Whether the log is that of the client's proxy; otherwise it is the server's.</summary>
    public bool IsByClient { get; init; }

    /// <summary>The URI of the client's certificate.</summary>
    public string? Identity { get; init; }

    /// <summary>Whether the line would name the client's certificate if there had been one.</summary>
    public bool SaysIdentity { get; init; }

    /// <summary>The URI of the server's certificate.</summary>
    public string? ServerIdentity { get; init; }

    /// <summary>The method.</summary>
    public string? Method { get; init; }

    /// <summary>The path, as the client sent it.</summary>
    public string? Path { get; init; }

    /// <summary>The <c>:authority</c>.</summary>
    public string? Host { get; init; }

    /// <summary>The host of the called service.</summary>
    public string? Service { get; init; }

    /// <summary>The port of the called service.</summary>
    public int? ServicePort { get; init; }

    /// <summary>The container port.</summary>
    public int? Port { get; init; }

    /// <summary>The server's address.</summary>
    public string? ServerAddress { get; init; }

    /// <summary>The client's address.</summary>
    public string? ClientAddress { get; init; }
}
