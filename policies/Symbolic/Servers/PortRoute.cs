using Policies.Symbolic.Authorization;

namespace Policies.Symbolic.Servers;

/// <summary>A route that requests to a port may belong to; rules can be of one route alone.</summary>
/// <param name="Name">The route, such as <c>HTTPRoute shop/admin</c>. Several entries may be of one route.</param>
/// <param name="Match">The requests that it takes if no earlier entry does.</param>
internal sealed record PortRoute(string Name, RuleClause Match);
