using Policies.Istio;
using Policies.Model;

namespace Policies.Evaluation;

/// <summary>Whether each end takes the other's certificate.</summary>
internal sealed class TrustLayer : ILayer
{
    /// <inheritdoc/>
    public LayerAnswer Answer(RouteContext context)
    {
        if (context.Transport is not Transport.Mtls || context.Call.To is not { } server || server.DataPlane is DataPlane.Linkerd)
        {
            return Say(true, "no certificate of Istio's mesh is shown");
        }

        return RootsProblem(context) ?? ClientProblem(context) ?? ServerProblem(context, server)
            ?? Say(true, "each end takes the other's certificate");
    }

    private static LayerAnswer? RootsProblem(RouteContext context)
    {
        var (client, server) = (context.Client.Cluster.Mesh, context.Server.Cluster.Mesh);
        if (ReferenceEquals(context.Client, context.Server))
        {
            return null;
        }

        return Missing(server, client) is { } atServer ? Say(false, $"the server does not trust the client's root {atServer}")
            : Missing(client, server) is { } atClient ? Say(false, $"the client does not trust the server's root {atClient}")
            : null;

        static string? Missing(MeshSettings verifier, MeshSettings issuer) =>
            verifier.TrustedRoots is { } trusted && issuer.OwnRoot is { } root && !trusted.Contains(root, StringComparer.Ordinal) ? root : null;
    }

    /// <summary>The server takes identities of the trust domains that it accepts.</summary>
    private static LayerAnswer? ClientProblem(RouteContext context)
    {
        var identity = context.Identity;
        if (identity is null || context.Server.Cluster.Mesh.SkipsTrustDomainValidation || context.Call.To!.DataPlane is DataPlane.Gateway)
        {
            return null;
        }

        // ztunnel takes the mesh's own domain and none of the others that proxies take.
        IReadOnlyList<string> accepted = context.Call.To.DataPlane is DataPlane.Ambient ? [context.Server.Cluster.Mesh.TrustDomain] : context.Server.AcceptedTrustDomains;
        foreach (var domain in accepted)
        {
            if (TrustDomains.Has(domain, identity))
            {
                return null;
            }
        }

        return Say(
            false,
            $"the server accepts the trust domain{(accepted.Count == 1 ? "" : "s")} {string.Join(", ", accepted)}, and the client is {identity}");
    }

    /// <summary>
    /// The client takes the identities of the service's endpoints, which istiod reads with the trust domain of each endpoint's own mesh, unless a
    /// DestinationRule names others.
    /// </summary>
    private static LayerAnswer? ServerProblem(RouteContext context, Workload server)
    {
        if (context.Source is null || server.Identity is not { } shown)
        {
            return null;
        }

        if (context.AskedNames.Count > 0)
        {
            return context.AskedNames.Contains(shown, StringComparer.Ordinal)
                ? null
                : Say(false, $"the DestinationRule asks for {string.Join(", ", context.AskedNames)}, and the server is {shown}");
        }

        return context.Source.DataPlane is DataPlane.Ambient || IsExpected(context, server, shown)
            ? null
            : Say(false, $"the client expects an identity of the trust domain {string.Join(", ", TrustDomains.Own(context.Server.Cluster.Mesh))}, and the server is {shown}");
    }

    /// <summary>The service account of an endpoint, in the trust domain of its own mesh and in the aliases that the client's mesh has.</summary>
    private static bool IsExpected(RouteContext context, Workload server, string shown) =>
        ObjectNames.IsIdentity(shown, context.Server.Cluster.Mesh.TrustDomain, server.Namespace, server.ServiceAccount)
        || (context.Client.Cluster.Mesh.TrustDomainAliases is { Count: > 0 } aliases
            && aliases.Any(domain => ObjectNames.IsIdentity(shown, domain, server.Namespace, server.ServiceAccount)));

    private static LayerAnswer Say(bool allow, string reason) => new()
    {
        Layer = Layer.Trust,
        Allow = allow,
        DecidedBy = "trust",
        Reason = reason,
    };
}
