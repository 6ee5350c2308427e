using Components.Intent;

namespace Components.Mesh;

/// <summary>The DNS names by which services are called.</summary>
public static class ServiceHost
{
    /// <summary>The fully qualified name of a Service, which is how Istio knows it: <c>&lt;name&gt;.&lt;namespace&gt;.svc.&lt;cluster domain&gt;</c>.</summary>
    public static string Of(Region region, string @namespace, string name) => $"{name}.{@namespace}.svc.{region.ClusterDomain}";
}
