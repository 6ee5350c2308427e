using Components.Intent;

namespace Components.Workloads;

/// <summary>
/// <c>nats.conf</c>: mutual TLS for every client, server of the cluster and leaf node, and one user for each SPIFFE ID that the intent lets in
/// (NATS documentation, "TLS Authentication", "Authorization", "Clustering", "Leaf Nodes").
/// </summary>
public static class NatsConfiguration
{
    /// <summary>The file's name, which the server's reloader also expects.</summary>
    public const string FileName = "nats.conf";

    /// <summary>The environment variable from which each server of a cluster takes its name: the pod's.</summary>
    public const string NameVariable = "POD_NAME";

    /// <summary>Renders the configuration of a NATS server.</summary>
    /// <param name="server">A workload of kind <see cref="ServerKind.Nats"/> without <see cref="ServerProblems"/>.</param>
    /// <param name="files">The paths that it names.</param>
    /// <remarks>
    /// TLS 1.3 is required by naming only its cipher suites: an older protocol then has no suite in common. <c>min_version</c> would say it
    /// plainer, but servers before 2.11 refuse to start with it.
    /// </remarks>
    public static string For(Workload server, NatsFiles files) =>
        $$"""
        server_name: {{(NatsCluster.Is(server) ? $"${NameVariable}" : $"\"{server.Name}\"")}}
        listen: "0.0.0.0:{{NatsPorts.OfClients(server).TargetPort}}"
        http: "127.0.0.1:{{files.MonitoringPort}}"
        pid_file: "{{files.ProcessId}}"

        {{Tls(files.Tls, "verify_and_map: true")}}

        authorization {
          users: [
        {{string.Join('\n', Users(server).Select(User))}}
          ]
        }

        """ + Cluster(server, files) + LeafNodes(server, files);

    /// <summary>
    /// The other servers of the cluster. They are told by their names: the trust bundle alone would let every client join as a server, and a server sees
    /// every message.
    /// </summary>
    private static string Cluster(Workload server, NatsFiles files) => !NatsCluster.Is(server)
        ? ""
        : $$"""

        cluster {
          name: "{{server.Name}}"
          listen: "0.0.0.0:{{NatsPorts.Cluster}}"
          no_advertise: true
          routes: [
        {{string.Join('\n', NatsCluster.NodesOf(server).Select(node => $"    \"nats-route://{node}:{NatsPorts.Cluster}\""))}}
          ]
        {{Indent(Tls(files.Tls, "verify_cert_and_check_known_urls: true"), 2)}}
        }

        """;

    /// <summary>
    /// Leaf nodes that join here are users like any other, so they exchange what the intent lets them. Those that this server joins see its messages
    /// under their own users.
    /// </summary>
    private static string LeafNodes(Workload server, NatsFiles files)
    {
        List<OutboundCall> joined = [.. server.Outbound.Where(call => call is { Kind: ServerKind.Nats, PortName: NatsPorts.Leaf })];
        if (NatsPorts.OfLeafNodes(server) is not { } port)
        {
            return joined.Count == 0 ? "" : $$"""

            leafnodes {
            {{Remotes(server, joined)}}
            }

            """;
        }

        return $$"""

        leafnodes {
          listen: "0.0.0.0:{{port.TargetPort}}"
          no_advertise: true
        {{Indent(Tls(files.Tls, "verify_and_map: true"), 2)}}
        {{(joined.Count == 0 ? "" : Remotes(server, joined) + "\n")}}}

        """;
    }

    private static string Remotes(Workload server, IEnumerable<OutboundCall> joined) =>
        $"""
          remotes: [
        {string.Join('\n', joined.Select(call => Remote(server, call)))}
          ]
        """;

    private static string Remote(Workload server, OutboundCall call) =>
        $$"""
            {
              url: "tls://{{call.Name}}.{{call.Namespace}}.svc:{{call.Port}}"
        {{Indent(Tls(TlsFiles.ForCalls(server, call.Name)), 6)}}
            }
        """;

    private static string Tls(TlsFiles files, string? verification = null) =>
        $$"""
        tls {
          cert_file: "{{files.Certificate}}"
          key_file: "{{files.Key}}"
          ca_file: "{{files.TrustBundle}}"
        {{(verification is null ? "" : $"  {verification}\n")}}  cipher_suites: ["TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"]
          timeout: 5
        }
        """;

    private static string Indent(string text, int columns) =>
        string.Join('\n', text.Split('\n').Select(line => new string(' ', columns) + line));

    /// <summary>
    /// The intent's users. Where there are none, the server's own identity without any permission: with an empty list NATS maps nobody,
    /// and lets everyone in whose certificate it trusts.
    /// </summary>
    private static IReadOnlyList<NatsUser> Users(Workload server) =>
        NatsUser.Of(server) is { Count: > 0 } users ? users : [new NatsUser(server.Identity, [], [])];

    private static string User(NatsUser user) =>
        $$"""
            {
              user: "{{user.Identity}}"
              permissions: {
                publish: {{Permission(user.Publish)}}
                subscribe: {{Permission(user.Subscribe)}}
              }
            }
        """;

    /// <summary>An empty list of allowed subjects would mean every subject, so none is said by denying all.</summary>
    private static string Permission(IReadOnlyList<string> subjects) =>
        subjects.Count == 0 ? """{ deny: [">"] }""" : $"{{ allow: [{string.Join(", ", subjects.Select(subject => $"\"{subject}\""))}] }}";
}
