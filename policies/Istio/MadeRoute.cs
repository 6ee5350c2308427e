using Manifests.Istio.Networking.V1;
using Policies.Model;

namespace Policies.Istio;

/// <summary>A route of requests as istiod makes it.</summary>
/// <param name="By">The VirtualService.</param>
/// <param name="Route">Its route.</param>
/// <param name="Match">The match of that route; null where it has none.</param>
internal sealed record MadeRoute(ConfigObject<VirtualService> By, VirtualServiceHttp Route, VirtualServiceHttpMatch? Match);
