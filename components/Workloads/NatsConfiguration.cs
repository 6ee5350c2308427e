using Components.Intent;

namespace Components.Workloads;

/// <summary>
/// <c>nats.conf</c>: mutual TLS for every client, and one user for each SPIFFE ID that the intent lets in
/// (NATS documentation, "TLS Authentication" and "Authorization").
/// </summary>
public static class NatsConfiguration
{
    /// <summary>The file's name, which the server's reloader also expects.</summary>
    public const string FileName = "nats.conf";

    /// <summary>Renders the configuration of a NATS server.</summary>
    /// <param name="server">A workload of kind <see cref="ServerKind.Nats"/> without <see cref="ServerProblems"/>.</param>
    /// <param name="files">The paths that it names.</param>
    /// <remarks>
    /// TLS 1.3 is required by naming only its cipher suites: an older protocol then has no suite in common. <c>min_version</c> would say it
    /// plainer, but servers before 2.11 refuse to start with it.
    /// </remarks>
    public static string For(Workload server, NatsFiles files) =>
        $$"""
        server_name: "{{server.Name}}"
        listen: "0.0.0.0:{{server.Ports[0].TargetPort}}"
        http: "127.0.0.1:{{files.MonitoringPort}}"
        pid_file: "{{files.ProcessId}}"

        tls {
          cert_file: "{{files.Tls.Certificate}}"
          key_file: "{{files.Tls.Key}}"
          ca_file: "{{files.Tls.TrustBundle}}"
          verify_and_map: true
          cipher_suites: ["TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"]
          timeout: 5
        }

        authorization {
          users: [
        {{string.Join('\n', Users(server).Select(User))}}
          ]
        }

        """;

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
