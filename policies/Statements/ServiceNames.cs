using Policies.Model;

namespace Policies.Statements;

/// <summary>
/// What the name of a service means: a workload's own name, or that of a Service in front of it; a namespace may stand before it. <c>@ingress</c> is
/// Istio's ingress gateway, by the label that its charts give it.
/// </summary>
internal static class ServiceNames
{
    /// <summary>Whether a name means a workload.</summary>
    public static bool Means(Cluster cluster, Workload workload, string name)
    {
        if (name == CallerSet.Ingress)
        {
            return workload.DataPlane == DataPlane.Gateway && workload.Labels.GetValueOrDefault("istio") == "ingressgateway";
        }

        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var bare = name[(slash + 1)..];
        return (slash < 0 || workload.Namespace == name[..slash])
            && (workload.Name == bare
                || cluster.Services.Any(service => service.Name == bare && service.Namespace == workload.Namespace && service.Endpoints.Any(endpoint => ReferenceEquals(endpoint, workload))));
    }
}
