using Components.Intent;

namespace Components.Workloads;

/// <summary>
/// The files that make a server of Redis' protocol take mutual TLS and nothing else over the network, and make each caller the user that its SPIFFE ID names
/// (Valkey documentation, "TLS" and "ACL"; <c>tls-auth-clients-user URI</c> from Valkey 9.1 on). A server that does not know that directive does not start.
/// </summary>
public static class RedisConfiguration
{
    /// <summary>The name of the server's own file among them.</summary>
    public const string FileName = "redis.conf";

    /// <summary>Renders the files of a Redis server, by name.</summary>
    /// <param name="server">A workload of kind <see cref="ServerKind.Redis"/> without <see cref="ServerProblems"/>.</param>
    /// <param name="files">The paths that they name.</param>
    public static IReadOnlyDictionary<string, string> For(Workload server, RedisFiles files) => new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["local.sh"] = Local(files),
        [FileName] = Parameters(server, files),
        ["reload.sh"] = Reload(files),
        ["users.acl"] = Users(server),
        ["users.sh"] = WriteUsers(files),
    };

    private static string Parameters(Workload server, RedisFiles files) =>
        $"""
        bind * -::*
        protected-mode no
        port 0
        tls-port {server.Ports[0].TargetPort}
        unixsocket {files.Socket}
        unixsocketperm 700
        tls-cert-file {files.Tls.Certificate}
        tls-key-file {files.Tls.Key}
        tls-ca-cert-file {files.Tls.TrustBundle}
        tls-auth-clients yes
        tls-auth-clients-user URI
        tls-protocols "TLSv1.3"
        aclfile {files.Users}
        dir {files.DataFolder}
        appendonly yes

        """;

    /// <summary>Nobody is let in without a name; whoever has one gets what the intent gives it.</summary>
    private static string Users(Workload server) => string.Concat(
        RedisUser.Of(server).Select(user => user.ToString()).Prepend("user default off resetpass resetkeys resetchannels -@all").Select(line => line + '\n'));

    /// <summary>
    /// Completes the users by the one that reloads and probes over the socket. It has a password, since a name alone would let any client with a certificate
    /// become it.
    /// </summary>
    private static string WriteUsers(RedisFiles files) =>
        $$"""
        set -e
        umask 077
        if [ ! -s {{files.LocalPassword}} ]; then
          head -c 32 /dev/urandom | sha256sum | cut -d ' ' -f 1 > {{files.LocalPassword}}
        fi
        {
          cat {{files.ConfigurationFolder}}/users.acl
          echo "user local on resetpass resetkeys resetchannels -@all +ping +acl|load +config|set >$(cat {{files.LocalPassword}})"
        } > {{files.Users}}.new
        mv {{files.Users}}.new {{files.Users}}

        """;

    /// <summary>Runs a command as that user, and fails where the server refuses it.</summary>
    private static string Local(RedisFiles files) =>
        $"""
        REDISCLI_AUTH=$(cat {files.LocalPassword}) exec {files.Client} -s {files.Socket} --user local --no-auth-warning -e "$@"

        """;

    /// <summary>
    /// Watches the mounted files, which change when a certificate is renewed or the intent changes, and has the server read them again. Setting the same
    /// paths is enough for it to read the files behind them.
    /// </summary>
    private static string Reload(RedisFiles files) =>
        $"""
        trap 'exit 0' TERM
        seen=""
        while true; do
          current=$(cat {files.ConfigurationFolder}/users.acl {files.Tls.Watched} {files.Tls.TrustBundle} | sha256sum)
          if [ "$current" != "$seen" ] && sh {files.ConfigurationFolder}/users.sh && sh {files.ConfigurationFolder}/local.sh ACL LOAD \
            && sh {files.ConfigurationFolder}/local.sh CONFIG SET tls-cert-file {files.Tls.Certificate} tls-key-file {files.Tls.Key} tls-ca-cert-file {files.Tls.TrustBundle}; then
            seen=$current
          fi
          sleep 5 & wait $!
        done

        """;
}
