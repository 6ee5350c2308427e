using Components.Intent;

namespace Components.Workloads;

/// <summary>
/// The files that make PostgreSQL take client certificates and nothing else over the network
/// (PostgreSQL documentation, "Client Authentication" and "Secure TCP/IP Connections with SSL").
/// </summary>
public static class PostgresConfiguration
{
    private const string Map = "callers";

    /// <summary>Renders the files of a PostgreSQL server, by name.</summary>
    /// <param name="server">A workload of kind <see cref="ServerKind.Postgres"/> without <see cref="ServerProblems"/>.</param>
    /// <param name="files">The folders that they name.</param>
    public static IReadOnlyDictionary<string, string> For(Workload server, PostgresFiles files)
    {
        var logins = PostgresLogin.Of(server);
        var roles = logins.Select(login => login.Role).Distinct().ToList();
        return new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["initialize.sh"] = Initialize(files),
            ["pg_hba.conf"] = HostBasedAuthentication(files, roles),
            ["pg_ident.conf"] = UserNameMaps(logins),
            ["postgresql.conf"] = Parameters(server, files),
            ["reload.sh"] = Reload(server, files),
            ["roles.sql"] = Roles(roles),
        };
    }

    private static string Parameters(Workload server, PostgresFiles files) =>
        $"""
        data_directory = '{files.DataFolder}'
        listen_addresses = '*'
        port = {server.Ports[0].TargetPort}
        unix_socket_directories = '{files.SocketFolder}'
        unix_socket_permissions = 0700
        hba_file = '{files.ConfigurationFolder}/pg_hba.conf'
        ident_file = '{files.ConfigurationFolder}/pg_ident.conf'
        ssl = on
        ssl_min_protocol_version = 'TLSv1.3'
        ssl_cert_file = '{files.Tls.Certificate}'
        ssl_key_file = '{files.Tls.Key}'
        ssl_ca_file = '{files.Tls.TrustBundle}'
        log_connections = on
        log_disconnections = on

        """;

    /// <summary>Makes the database cluster where there is none yet, under another name first: a start that is cut short leaves no half of one.</summary>
    private static string Initialize(PostgresFiles files) =>
        $"""
        set -e
        if [ ! -d {files.DataFolder} ]; then
          rm -rf {files.DataFolder}.new
          initdb --pgdata={files.DataFolder}.new --username={files.Superuser} --auth-local=peer --auth-host=reject --encoding=UTF8 --locale=C --data-checksums
          mv {files.DataFolder}.new {files.DataFolder}
        fi

        """;

    private static string HostBasedAuthentication(PostgresFiles files, IEnumerable<string> roles) =>
        Lines([
            $"local all \"{files.Superuser}\" peer",
            .. roles.Select(role => $"hostssl all \"{role}\" all cert clientcert=verify-full clientname=DN map={Map}"),
            "host all all all reject",
        ]);

    private static string UserNameMaps(IEnumerable<PostgresLogin> logins) =>
        Lines(logins.Select(login => $"{Map} \"{ClientSubject.Of(login.Identity)}\" \"{login.Role}\""));

    /// <summary>Creates the roles that are missing; a role that the intent no longer names stays, but no line lets anyone become it.</summary>
    private static string Roles(IReadOnlyList<string> roles) =>
        Lines(roles.Select(role =>
            $"SELECT 'CREATE ROLE \"{role}\" LOGIN' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') \\gexec"));

    /// <summary>
    /// Watches the mounted files, which change when a certificate is renewed or the intent changes, and has the server read them again:
    /// PostgreSQL does not notice by itself. New roles come first, so that no login is mapped to a role that is not there yet.
    /// </summary>
    private static string Reload(Workload server, PostgresFiles files) =>
        $"""
        trap 'exit 0' TERM
        seen=""
        while true; do
          current=$(cat {files.ConfigurationFolder}/*.conf {files.ConfigurationFolder}/roles.sql {files.Tls.Watched} {files.Tls.TrustBundle} | sha256sum)
          if [ "$current" != "$seen" ] && psql --host={files.SocketFolder} --port={server.Ports[0].TargetPort} --username={files.Superuser} --dbname=postgres \
            --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --output=/dev/null --file={files.ConfigurationFolder}/roles.sql --command='SELECT pg_reload_conf()'; then
            seen=$current
          fi
          sleep 5 & wait $!
        done

        """;

    private static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + '\n'));
}
