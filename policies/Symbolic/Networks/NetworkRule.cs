using Policies.Symbolic.Authorization;

namespace Policies.Symbolic.Networks;

/// <summary>A rule of a NetworkPolicy: the connections that it lets through.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Clauses">The connections, by port and other end.</param>
internal sealed record NetworkRule(ObjectReference Policy, IReadOnlyList<RuleClause> Clauses);
