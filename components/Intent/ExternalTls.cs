namespace Components.Intent;

/// <summary>The TLS that is spoken to an external service: a closed choice.</summary>
public abstract record ExternalTls
{
    private ExternalTls()
    {
    }

    /// <summary>The names that the server's certificate must carry one of; empty means the host that is called.</summary>
    public IReadOnlyList<string> SubjectAltNames { get; init; } = [];

    /// <summary>The server shows a certificate of a public CA (Istio's <c>SIMPLE</c>).</summary>
    public sealed record Simple : ExternalTls;

    /// <summary>Both sides show certificates (Istio's <c>MUTUAL</c>).</summary>
    public sealed record Mutual : ExternalTls
    {
        /// <summary>
        /// Name of the Secret that holds <c>tls.crt</c>, <c>tls.key</c> and the partner's <c>ca.crt</c>: in each caller's namespace, or in the gateways' where
        /// calls leave through the egress gateway.
        /// </summary>
        public required string CredentialName { get; init; }
    }
}
