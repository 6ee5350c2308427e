using Components.Intent;

namespace Components.Edge;

/// <summary>The names of the edge's objects.</summary>
internal static class EdgeNames
{
    /// <summary>The Gateway, in the namespace of the gateways.</summary>
    public const string Gateway = "edge";

    /// <summary>The listener for plain HTTP.</summary>
    public const string HttpListener = "http";

    /// <summary>The ClusterIssuer of a directory.</summary>
    public static string Issuer(AcmeDirectory directory) => $"letsencrypt-{WireName.Of(directory)}";

    /// <summary>A host as object names have it, where <c>*</c> is not allowed.</summary>
    public static string Of(string host) => host.Replace("*", "wildcard", StringComparison.Ordinal);

    /// <summary>The listener of a host.</summary>
    public static string Listener(string host) => $"https-{Of(host)}";

    /// <summary>The Certificate of a host, and its Secret.</summary>
    public static string Certificate(string host) => $"edge-{Of(host)}";
}
