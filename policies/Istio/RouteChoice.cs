using Manifests.Istio.Networking.V1;
using Policies.Model;

namespace Policies.Istio;

/// <summary>Where a VirtualService sends a request.</summary>
/// <param name="By">The VirtualService.</param>
/// <param name="Subset">The subset of the called service; null for all of it.</param>
/// <param name="Problem">Why that cannot be told; null where it can.</param>
public sealed record RouteChoice(ConfigObject<VirtualService> By, string? Subset, string? Problem)
{
    /// <summary>Where the route leads, the called service or another one; null where it leads to several, or answers itself.</summary>
    public VirtualServiceDestination? Destination { get; init; }

    /// <summary>The route that takes the request; null where none does.</summary>
    public VirtualServiceHttp? Route { get; init; }

    /// <summary>The match of that route that does; null where it has none.</summary>
    public VirtualServiceHttpMatch? Match { get; init; }

    /// <summary>What the route makes of the request; null for nothing.</summary>
    internal RequestChange? Change { get; init; }

    /// <summary>Whether no route of it takes the request, which is then answered with 404.</summary>
    public bool IsUnmatched { get; init; }

    /// <summary>Whether the proxy answers the request itself, so that no service gets it.</summary>
    public bool IsAnswered { get; init; }

    /// <summary>Whether the request goes as it is to another service than was called, which is then the whole problem.</summary>
    public bool IsElsewhere { get; init; }
}
