using Manifests.Istio.Networking.V1;
using Policies.Model;

namespace Policies.Istio;

/// <summary>What a client's proxy does on the way to one endpoint.</summary>
public sealed record ClientTls
{
    /// <summary>What it sends.</summary>
    public required ClientTlsMode Mode { get; init; }

    /// <summary>The rule that says so; null where automatic mutual TLS does.</summary>
    public ConfigObject<DestinationRule>? Rule { get; init; }

    /// <summary>The policy by which automatic mutual TLS decided; null for none.</summary>
    public ObjectReference? Policy { get; init; }

    /// <summary>Where that policy was written; null where it was not.</summary>
    public SourceLocation? PolicySource { get; init; }

    /// <summary>The names that the rule asks of the server's certificate; empty for the service's own.</summary>
    public IReadOnlyList<string> SubjectAltNames { get; init; } = [];

    /// <summary>The server name that the rule sends; null for the proxy's own.</summary>
    public string? ServerName { get; init; }

    /// <summary>Whether it shows a certificate that the client's proxy takes from files, whose name nobody knows.</summary>
    public bool ShowsUnknownName { get; init; }

    /// <summary>Why, in one sentence without a full stop.</summary>
    public required string Reason { get; init; }
}
