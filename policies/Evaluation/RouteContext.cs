using Policies.Istio;
using Policies.Model;

namespace Policies.Evaluation;

/// <summary>A call on its way through the layers: each one reads what the ones before have found, and adds to it.</summary>
internal sealed class RouteContext
{
    internal required Call Call { get; init; }

    /// <summary>The cluster of the client; that of the server where the client is in none.</summary>
    internal required ClusterIndex Client { get; init; }

    /// <summary>The cluster of the server.</summary>
    internal required ClusterIndex Server { get; init; }

    /// <summary>The calling workload; null for others.</summary>
    internal Workload? Source => (Call.From as Caller.OfWorkload)?.Workload;

    /// <summary>The caller's address; null when it is not known.</summary>
    internal string? SourceIp => Call.From switch
    {
        Caller.OfWorkload known => known.Workload.OnlyIp,
        Caller.OfIdentity held => held.Ip,
        Caller.Outsider outsider => outsider.Ip,
        _ => null,
    };

    /// <summary>The URI of the certificate that the caller would show.</summary>
    internal string? CallerIdentity => Call.From switch
    {
        Caller.OfWorkload known => known.Workload.Identity,
        Caller.OfIdentity held => held.Uri,
        _ => null,
    };

    /// <summary>Whether the connection passes the server's proxy by: it arrives at the application as it is. Tunnels never do.</summary>
    internal bool PassesServerBy => Call.To is { } server && !server.IsCaptured(Call.Port) && !(server.DataPlane is DataPlane.Ambient && Sends is ClientTlsMode.IstioMutual);

    /// <summary>Whether client and server are in different clusters whose pods do not reach each other by address.</summary>
    internal bool CrossesNetworks => !ReferenceEquals(Client, Server) && (Client.Cluster.Network != Server.Cluster.Network || Client.Cluster.Network is null);

    /// <summary>The waypoint that the client's proxy sends the call through; null for none.</summary>
    internal Workload? Waypoint { get; set; }

    /// <summary>What the client's side sends.</summary>
    internal ClientTlsMode Sends { get; set; }

    /// <summary>Whether the certificate that it shows is one whose name nobody knows.</summary>
    internal bool ShowsUnknownName { get; set; }

    /// <summary>The names that the client asks of the server's certificate beside the service's own; empty for none.</summary>
    internal IReadOnlyList<string> AskedNames { get; set; } = [];

    /// <summary>The server name in the client's TLS; empty without TLS.</summary>
    internal string ServerName { get; set; } = "";

    /// <summary>What the call travels over.</summary>
    internal Transport Transport { get; set; }

    /// <summary>Who the server takes the caller for; null for nobody in particular.</summary>
    internal string? Identity { get; set; }

    /// <summary>Whether the server's proxy reads requests.</summary>
    internal bool ReadsRequests { get; set; }

    /// <summary>
    /// The name by which a gateway's listener chooses among its servers, and whether it is known: null in plaintext, and for TLS without one. Where nobody says it,
    /// a client asks for the host of its request.
    /// </summary>
    internal (string? Name, bool IsKnown) AskedName =>
        Call.Sni is { } said ? (said.Length > 0 ? said.ToLowerInvariant() : null, true)
        : ServerName.Length > 0 && (Sends is ClientTlsMode.IstioMutual || !ServerName.StartsWith("outbound_.", StringComparison.Ordinal)) ? (ServerName.ToLowerInvariant(), true)
        : Sends is ClientTlsMode.Plaintext && !Call.IsApplicationTls ? (null, true)
        : Call.Http?.Host?.Split(':')[0].ToLowerInvariant() is { } host ? (host, true)
        : (null, false);
}
