using Manifests.Linkerd.Policy.V1Alpha1;
using Manifests.Linkerd.Policy.V1Beta3;

namespace Components.Linkerd;

/// <summary>What an AuthorizationPolicy of Linkerd's is for.</summary>
internal static class LinkerdTarget
{
    /// <summary>Every request to a Server's port.</summary>
    public static AuthorizationPolicyTargetRef Server(string name) => new() { Group = LinkerdNames.PolicyGroup, Kind = nameof(Server), Name = name };

    /// <summary>The requests of a route.</summary>
    public static AuthorizationPolicyTargetRef Route(string name) => new() { Group = LinkerdNames.PolicyGroup, Kind = nameof(HTTPRoute), Name = name };
}
