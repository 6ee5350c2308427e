using System.Text.RegularExpressions;
using Components.Intent;

namespace Components.Workloads;

/// <summary>
/// What the intent asks of servers outside the mesh that they cannot do as asked. Nothing is rendered for a region with problems: these servers
/// would ignore, widen or refuse such a permission silently.
/// </summary>
public static partial class ServerProblems
{
    private const int MaximumCommonName = 64;

    private const string Token = @"(?:[^\s\p{C}.*>""\\]+|\*)";

    /// <summary>All problems of a region; empty where there are none.</summary>
    public static IReadOnlyList<ServerProblem> Of(RegionIntent intent) =>
    [
        .. intent.Workloads.Where(workload => workload.Kind is not ServerKind.Mesh).SelectMany(OfServer),
        .. CollidingClientCertificates(intent),
    ];

    /// <summary>Stops the rendering of a region that has problems.</summary>
    /// <exception cref="ArgumentException">There are problems; the message holds them all, one per line.</exception>
    internal static void ThrowIfAny(RegionIntent intent)
    {
        if (Of(intent) is { Count: > 0 } problems)
        {
            throw new ArgumentException(string.Join('\n', problems), nameof(intent));
        }
    }

    private static IEnumerable<ServerProblem> OfServer(Workload server)
    {
        var listening = server.Ports.Count(port => server.Kind is not ServerKind.Nats || port.Name != NatsPorts.Leaf);
        if (listening != 1)
        {
            var fix = listening == 0 ? "name it" : "remove the others";
            var besides = listening == server.Ports.Count ? "" : $" besides '{NatsPorts.Leaf}'";
            yield return Problem(null, $"{listening} ports; a {WireName.Of(server.Kind)} server listens on exactly one{besides}, {fix}");
        }

        if (server is { Kind: ServerKind.Redis, Image: { } image } && RedisImage.ProblemOf(image) is { } reason)
        {
            yield return Problem(null, reason) with { IsAboutImage = true };
        }

        foreach (var (port, caller) in server.Ports.SelectMany(port => port.Callers.Select(caller => (port, caller))))
        {
            if (caller.Source is not CallSource.FromWorkload source)
            {
                var outsider = Name(caller.Source);
                yield return Problem(
                    outsider,
                    $"port '{port.Name}' has the caller '{outsider}', which holds no client certificate; only services can call it, remove the caller");
                continue;
            }

            foreach (var problem in CallerProblems(server.Kind, port, caller, source))
            {
                yield return Problem(source.Name, $"caller '{source.Name}' {problem}");
            }
        }

        ServerProblem Problem(string? caller, string message) =>
            new() { Namespace = server.Namespace, Server = server.Name, Caller = caller, Message = message };
    }

    private static IEnumerable<string> CallerProblems(ServerKind kind, WorkloadPort port, Caller caller, CallSource.FromWorkload source) => kind switch
    {
        ServerKind.Nats => NatsProblems(port, caller, source),
        ServerKind.Redis => RedisProblems(caller),
        ServerKind.Postgres => [.. PostgresProblems(caller), .. SubjectProblems(source)],
        _ => SubjectProblems(source),
    };

    private static IEnumerable<string> NatsProblems(WorkloadPort port, Caller caller, CallSource.FromWorkload source)
    {
        if ((port.Name == NatsPorts.Leaf) != (source.Kind is ServerKind.Nats))
        {
            yield return port.Name == NatsPorts.Leaf
                ? $"is no NATS server; only those join at port '{NatsPorts.Leaf}', name another port"
                : $"is a NATS server; it joins as a leaf node, at a port named '{NatsPorts.Leaf}'";
        }

        if (caller.Publish.Count + caller.Subscribe.Count == 0)
        {
            yield return "may neither publish nor subscribe; name its subjects or remove it";
        }

        foreach (var subject in caller.Publish.Concat(caller.Subscribe).Where(subject => !Subject().IsMatch(subject)))
        {
            yield return $"has the subject '{subject}'; allowed are tokens joined by dots, without spaces, quotes and backslashes, "
                + "with '*' as a whole token and '>' as the last";
        }
    }

    private static IEnumerable<string> RedisProblems(Caller caller)
    {
        string[] patterns = [.. caller.ReadKeys, .. caller.WriteKeys, .. caller.Publish, .. caller.Subscribe];
        if (patterns.Length == 0)
        {
            yield return "may neither touch a key nor use a channel; name them or remove it";
        }

        foreach (var pattern in patterns.Where(pattern => !Pattern().IsMatch(pattern)))
        {
            yield return $"has the pattern '{pattern}'; allowed are characters other than spaces, quotes, backslashes and parentheses";
        }
    }

    private static IEnumerable<string> PostgresProblems(Caller caller)
    {
        if (caller.Role is null)
        {
            yield return "has no role; say which PostgreSQL role it becomes";
        }
        else if (!Role().IsMatch(caller.Role))
        {
            yield return $"has the role '{caller.Role}'; allowed are 1 to 63 characters a-z, 0-9 and _, not starting with a digit";
        }
        else if (caller.Role == PostgresFiles.InPod.Superuser || caller.Role.StartsWith("pg_", StringComparison.Ordinal))
        {
            yield return $"has the role '{caller.Role}', which PostgreSQL reserves for itself; choose a role of the application";
        }
    }

    /// <summary>PostgreSQL and nginx know their callers by subject.</summary>
    private static IEnumerable<string> SubjectProblems(CallSource.FromWorkload source)
    {
        // OpenSSL reads a common name with a dot as a DNS name, and holds it against the issuer's DNS name constraints.
        var serviceAccount = ClientSubject.Of(source.Identity).CommonName;
        if (serviceAccount.Contains('.', StringComparison.Ordinal) || serviceAccount.Length > MaximumCommonName)
        {
            yield return $"has the service account '{serviceAccount}', which becomes the common name of its certificate; "
                + $"allowed are {MaximumCommonName} characters at most and no dot";
        }
    }

    private static IEnumerable<ServerProblem> CollidingClientCertificates(RegionIntent intent) =>
        from client in ClientCertificate.Of(intent)
        group client by (client.Namespace, client.Name) into same
        where same.Count() > 1
        let last = same.Last()
        select new ServerProblem
        {
            Namespace = last.Server.Namespace,
            Server = last.Server.Name,
            Caller = last.Caller,
            Message = $"{string.Join(" and ", same.Select(client => client.Description))} "
                + $"would share the secret '{same.Key.Name}' in namespace '{same.Key.Namespace}'; rename one of the services",
        };

    private static string Name(CallSource source) => source switch
    {
        CallSource.FromIngress => "@ingress",
        CallSource.FromPrometheus => "@prometheus",
        _ => "@anyone",
    };

    [GeneratedRegex($@"\A(?:{Token}(?:\.{Token})*(?:\.>)?|>)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Subject();

    [GeneratedRegex(@"\A[^\s\p{C}""'\\()]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();

    [GeneratedRegex(@"\A[a-z_][a-z0-9_]{0,62}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Role();
}
