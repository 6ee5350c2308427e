using Components.Intent;
using Components.Mesh;
using Components.Network;
using Manifests;

namespace Components.Guards;

/// <summary>
/// What may not be deleted, since the mesh would be more open without it. <c>pulumi up</c> takes an object that it is about to delete off the list first, and
/// <c>pulumi destroy</c> begins with the guards.
/// </summary>
internal static class DeletionGuards
{
    /// <summary>The guard.</summary>
    public static IEnumerable<Guard> For(RegionIntent intent)
    {
        IEnumerable<KubernetesObject> kept =
        [
            .. NamespaceManifests.For(intent)
                .Where(own => intent.Namespaces.Any(candidate => candidate.DataPlane is not null && candidate.Name == own.Metadata.Name)),
            .. PeerAuthenticationManifests.For(intent),
            .. AuthorizationPolicyManifests.DefaultDenies(intent),
            .. NetworkPolicyManifests.DefaultDenies(intent),
        ];
        yield return new()
        {
            Name = "deletion",
            Description = "What closes the mesh stays.",
            Kinds =
            [
                new("", "namespaces", "Namespace"),
                new("networking.k8s.io", "networkpolicies", "NetworkPolicy"),
                .. intent.HasIstio
                    ? (GuardedKind[])
                    [
                        new("security.istio.io", "authorizationpolicies", "AuthorizationPolicy"),
                        new("security.istio.io", "peerauthentications", "PeerAuthentication"),
                    ]
                    : [],
            ],
            OnDeletion = true,
            Rules =
            [
                new(
                    $"!({Cel.DeletedId} in {Cel.List(kept.Select(Id))})",
                    "without it the mesh is more open: take what it belongs to out of the stack file, and the next pulumi up deletes it"),
            ],
        };
    }

    private static string Id(KubernetesObject manifest) =>
        $"{manifest.Kind} {(manifest.Metadata.Namespace is { } @namespace ? $"{@namespace}/" : "")}{manifest.Metadata.Name}";
}
