using Policies.Istio;

namespace Policies.Evaluation;

/// <summary>Whether the networks let the connection through.</summary>
internal sealed class NetworkLayer : ILayer
{
    private static readonly LayerAnswer Open = new()
    {
        Layer = Layer.Network,
        Allow = true,
        DecidedBy = "no NetworkPolicy",
        Reason = "no NetworkPolicy selects either end",
    };

    /// <inheritdoc/>
    public LayerAnswer Answer(RouteContext context)
    {
        if (context.CrossesNetworks && context.Sends is not ClientTlsMode.IstioMutual)
        {
            return new LayerAnswer
            {
                Layer = Layer.Network,
                Allow = false,
                DecidedBy = "east-west gateway",
                Reason = "the clusters reach each other through the east-west gateway only, which takes nothing but the mesh's mutual TLS",
            };
        }

        return context.Client.Cluster.NetworkPolicies.Count == 0 && context.Server.Cluster.NetworkPolicies.Count == 0
            ? Open
            : new LayerAnswer
            {
                Layer = Layer.Network,
                Allow = null,
                DecidedBy = "NetworkPolicy",
                Reason = "unknown because NetworkPolicies are not evaluated here",
            };
    }
}
