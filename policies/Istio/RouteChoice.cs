using Manifests.Istio.Networking.V1;
using Policies.Model;

namespace Policies.Istio;

/// <summary>Where a VirtualService sends a request.</summary>
/// <param name="By">The VirtualService.</param>
/// <param name="Subset">The subset of the called service; null for all of it.</param>
/// <param name="Problem">Why that cannot be told; null where it can.</param>
public sealed record RouteChoice(ConfigObject<VirtualService> By, string? Subset, string? Problem);
