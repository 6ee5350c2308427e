using System.Diagnostics;

namespace Policies.Evaluation.Authorization;

/// <summary>A condition on the connection alone: binding decides it.</summary>
internal sealed class ConnectionMatcher(Func<Connection, Truth> decide) : Matcher
{
    internal override Truth Matches(in RequestView request) => throw new UnreachableException("a condition on the connection is decided by binding");

    internal override Matcher Bind(Connection connection) => Of(decide(connection));
}
