using Components.Intent;
using Components.Mesh;
using Manifests.Networking.V1;
using static Components.Network.NetworkPolicyFactory;

namespace Components.Network;

/// <summary>What ACME's challenges need of the network.</summary>
internal static class EdgePolicies
{
    /// <summary>The label of the pods that answer an HTTP-01 challenge (cert-manager <c>pkg/apis/acme/v1/types.go</c>).</summary>
    private static readonly IReadOnlyDictionary<string, string> SolverLabels =
        new Dictionary<string, string> { ["acme.cert-manager.io/http01-solver"] = "true" };

    /// <summary>
    /// The way to the solver's pods, which run beside the Certificate, in the gateways' namespace. An Ingress controller is known by its class only, so
    /// then the pods take the challenge from everywhere; all that they say is public.
    /// </summary>
    public static IEnumerable<NetworkPolicy> For(RegionIntent intent)
    {
        if (intent.Edge?.Acme.Http is not { } http)
        {
            yield break;
        }

        var mesh = intent.Mesh;
        var isGateway = http.IngressClass is null;
        yield return Allow(
            "acme-solver",
            mesh.GatewayNamespace,
            SolverLabels,
            [From(isGateway ? [PlatformPeers.IngressGateway(mesh)] : [], PlatformPorts.AcmeSolver)],
            []);
        if (isGateway)
        {
            yield return Allow(
                "ingress-gateway-acme",
                mesh.GatewayNamespace,
                Gateways.IngressLabels(mesh),
                [],
                [To([NetworkPeers.Pods(mesh.GatewayNamespace, SolverLabels)], PlatformPorts.AcmeSolver)]);
        }
    }

    /// <summary>cert-manager asks the name servers of a zone itself, wherever they are, whether the record of a DNS-01 challenge is there.</summary>
    public static IEnumerable<NetworkPolicyEgressRule> DnsChallenge(RegionIntent intent)
    {
        if (intent.Edge?.Acme.Dns is not null)
        {
            yield return new NetworkPolicyEgressRule
            {
                To = [.. NetworkPeers.AnyAddress],
                Ports =
                [
                    new NetworkPolicyPort { Protocol = "UDP", Port = PlatformPorts.Dns },
                    new NetworkPolicyPort { Protocol = "TCP", Port = PlatformPorts.Dns },
                ],
            };
        }
    }
}
