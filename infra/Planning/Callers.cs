namespace Infra.Planning;

/// <summary>The callers that are no services, as <c>from</c> names them.</summary>
internal static class Callers
{
    /// <summary>The region's ingress gateway.</summary>
    public const string Ingress = "@ingress";

    /// <summary>The region's Prometheus.</summary>
    public const string Prometheus = "@prometheus";

    /// <summary>Whoever reaches the port, with an identity or without.</summary>
    public const string Anyone = "@anyone";
}
