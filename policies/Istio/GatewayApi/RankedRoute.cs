using Manifests.Istio.Networking.V1;

namespace Policies.Istio.GatewayApi;

/// <summary>What a rule of a route says of the requests of one of its matches.</summary>
/// <param name="Rank">The match's precedence among others of the same parent: the greater is asked first.</param>
/// <param name="Http">The rule, as VirtualServices say it.</param>
/// <param name="IsKnown">Whether that is all of it.</param>
internal sealed record RankedRoute((int Kind, int Length, int Method, int Headers, int Queries) Rank, VirtualServiceHttp Http, bool IsKnown);
