using Pulumi;

namespace Components.Mesh;

/// <summary>The waypoints of an ambient region, which judge requests where the intent limits methods or paths.</summary>
/// <remarks>
/// istiod makes their pods. The policies at a waypoint have to be there as soon as it is, so <see cref="AuthorizationPolicies"/> follow it at once.
/// </remarks>
public sealed class AmbientWaypoints : ComponentResource
{
    /// <summary>Registers the objects; none in regions with sidecars.</summary>
    public AmbientWaypoints(string name, AmbientWaypointsArgs args, ComponentResourceOptions? options = null)
        : base("mtls:mesh:AmbientWaypoints", name, args, options)
    {
        ManifestRegistration.RegisterAll(name, WaypointManifests.For(args.Intent), new CustomResourceOptions { Parent = this });
        RegisterOutputs();
    }
}
