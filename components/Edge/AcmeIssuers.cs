using System.Diagnostics;
using Components.Intent;
using Manifests.CertManager.V1;

namespace Components.Edge;

/// <summary>The <c>ClusterIssuer</c>s that ask Let's Encrypt.</summary>
internal static class AcmeIssuers
{
    /// <summary>One for each directory, whichever the edge uses: a name is tried out on staging first.</summary>
    public static IEnumerable<ClusterIssuer> For(RegionIntent intent, AcmeOptions acme) =>
        new[] { AcmeDirectory.Production, AcmeDirectory.Staging }.Select(directory => new ClusterIssuer
        {
            Metadata = new() { Name = EdgeNames.Issuer(directory), Labels = ObjectLabels.Common() },
            Spec = new()
            {
                Acme = new()
                {
                    Email = acme.Email,
                    Server = Server(directory),
                    PrivateKeySecretRef = new() { Name = $"{EdgeNames.Issuer(directory)}-account" },
                    Solvers = [.. Solvers(intent, acme)],
                },
            },
        });

    private static string Server(AcmeDirectory directory) => directory switch
    {
        AcmeDirectory.Staging => "https://acme-staging-v02.api.letsencrypt.org/directory",
        AcmeDirectory.Production => "https://acme-v02.api.letsencrypt.org/directory",
        _ => throw new UnreachableException(),
    };

    /// <summary>
    /// HTTP-01 for names without wildcard, and DNS-01 for the rest. cert-manager prefers the more specific selector and, without any, the first solver that can
    /// serve the name; it never gives a wildcard to HTTP-01.
    /// </summary>
    private static IEnumerable<ClusterIssuerSolver> Solvers(RegionIntent intent, AcmeOptions acme)
    {
        if (acme.Http is { } http)
        {
            yield return new() { Http01 = Http01(intent, http) };
        }

        if (acme.Dns is { } dns)
        {
            yield return new() { Dns01 = DnsSolvers.For(dns) };
        }
    }

    private static ClusterIssuerHttp01 Http01(RegionIntent intent, HttpChallenge http) => http.IngressClass is { } ingressClass
        ? new() { Ingress = new() { IngressClassName = ingressClass } }
        : new()
        {
            GatewayHTTPRoute = new()
            {
                ParentRefs =
                [
                    new()
                    {
                        Group = "gateway.networking.k8s.io",
                        Kind = "Gateway",
                        Name = EdgeNames.Gateway,
                        Namespace = intent.Mesh.GatewayNamespace,
                        SectionName = EdgeNames.HttpListener,
                    },
                ],
            },
        };
}
