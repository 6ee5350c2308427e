using Components.Intent;
using Trust;

namespace Components.Workloads;

/// <summary>An identity that may log in to a PostgreSQL server, and the role that it becomes.</summary>
internal sealed record PostgresLogin(SpiffeId Identity, string Role)
{
    /// <summary>The logins of a server, each once, ordered by role and SPIFFE ID.</summary>
    public static IReadOnlyList<PostgresLogin> Of(Workload server) =>
    [
        .. server.Ports
            .SelectMany(port => port.Callers)
            .Where(caller => caller is { Source: CallSource.FromWorkload, Role: not null })
            .Select(caller => new PostgresLogin(((CallSource.FromWorkload)caller.Source).Identity, caller.Role!))
            .Distinct()
            .OrderBy(login => login.Role, StringComparer.Ordinal)
            .ThenBy(login => login.Identity.ToString(), StringComparer.Ordinal),
    ];
}
