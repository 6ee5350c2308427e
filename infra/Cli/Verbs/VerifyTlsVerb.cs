using System.CommandLine;
using System.Net.Sockets;
using Infra.Cli.Authorities;
using Infra.Cli.Findings;
using Infra.Cli.Probing;
using Infra.Live.Probing;
using Infra.Settings;
using Policies;
using Trust.Bundles;
using Trust.Verification;

namespace Infra.Cli.Verbs;

/// <summary><c>verify tls</c>: a running server, by what it does with clients.</summary>
internal sealed class VerifyTlsVerb : Verb
{
    private readonly Argument<string> _endpoint = new("host:port") { Description = "the server" };
    private readonly ChoiceOption<Opening> _opening = new("--opening", null, Opening.Tls, Opening.Http, Opening.Nats, Opening.Postgres)
    {
        Description = "how a connection begins: TLS at once, and HTTP behind it, or the ways of NATS and PostgreSQL",
    };

    private readonly Option<string?> _bundle = File("--bundle", "the roots that the server is to end in; without it the chain's end is left open");
    private readonly Option<string?> _certificate = File("--cert", "the certificate of a client that the server is to let in, with its intermediates");
    private readonly Option<string?> _key = File("--key", "the key of --cert");
    private readonly Option<string?> _id = new("--spiffe-id") { Description = "the SPIFFE ID that the server is to have", HelpName = "uri" };
    private readonly Option<string?> _name = new("--name") { Description = "the DNS name that the server is to have", HelpName = "dns name" };
    private readonly Option<string?> _sni = new("--sni") { Description = "the server name in the client's TLS; --name or the host when absent", HelpName = "name" };
    private readonly Option<string[]> _alpn = new("--alpn") { Description = "a protocol that the client offers (istio for a sidecar); may be repeated", HelpName = "name" };
    private readonly Option<string> _user = new("--user") { Description = "the role that asks PostgreSQL to be let in", HelpName = "role", DefaultValueFactory = _ => "postgres" };
    private readonly Option<bool> _oneWay = new("--one-way") { Description = "the server is meant to take clients without a certificate" };
    private readonly Option<bool> _tls12 = new("--tls12") { Description = "the server is meant to take TLS 1.2 too" };
    private readonly Option<string> _timeout = new("--timeout") { Description = "how long one connection may take", HelpName = "duration", DefaultValueFactory = _ => "5s" };
    private readonly Option<string?> _at = new("--at") { Description = "judge windows at this instant instead of now", HelpName = Instants.HelpName };
    private readonly ChoiceOption<OutputFormat> _output = new("--output", "-o", OutputFormat.Table, OutputFormat.Json, OutputFormat.Yaml)
    {
        Description = "form of the result",
    };

    private readonly ChoiceOption<FindingLevel> _failOn = FailOn.Option();

    /// <summary>Builds the verb.</summary>
    public VerifyTlsVerb()
        : base("tls", "what a running server does with clients: its chain and names, and whom it lets in that it ought to refuse")
    {
        Arguments.Add(_endpoint);
        foreach (var option in (Option[])[_opening, _bundle, _certificate, _key, _id, _name, _sni, _alpn, _user, _oneWay, _tls12, _timeout, _at, _output, _failOn])
        {
            Options.Add(option);
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
    [
        new("verify tls localhost:8443 --bundle root-cert.pem --cert tls.crt --key tls.key", "a server with mutual TLS, through a port-forward"),
        new("verify tls nats.messaging.svc:4222 --opening nats --bundle root-cert.pem --cert tls.crt --key tls.key", "a NATS server"),
        new("verify tls localhost:5432 --opening postgres --user ledger_writer --bundle root-cert.pem --cert tls.crt --key tls.key", "a PostgreSQL server"),
        new("verify tls shop.acme.example:443 --opening http --one-way --name shop.acme.example", "a public server"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<int> ExitCodes => [ExitCode.Ok, ExitCode.Findings, ExitCode.Usage, ExitCode.Unreadable];

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult arguments, CliContext context)
    {
        var text = arguments.GetRequiredValue(_endpoint);
        var endpoint = TlsEndpoint.Parse(text)
            ?? throw CliFailure.Usage([$"'{PlainText.Line(text)}' is no host:port"], "for example 'infra verify tls localhost:8443'");
        var at = Instants.Read("--at", arguments.GetValue(_at)) ?? context.Clock.GetUtcNow();
        var (id, name) = (PeerNames.Id(arguments.GetValue(_id)), PeerNames.Dns(arguments.GetValue(_name)));
        var bundle = Bundle(arguments.GetValue(_bundle), context);
        var client = (arguments.GetValue(_certificate), arguments.GetValue(_key)) switch
        {
            (null, null) => null,
            ({ } certificate, { } key) => ClientFiles.Read(context, certificate, key),
            _ => throw CliFailure.Usage(["--cert and --key belong together"], "give both or neither"),
        };
        var serverName = arguments.GetValue(_sni) ?? name?.ToString() ?? endpoint.Host;
        var probe = new TlsProbe(endpoint, Dialect.Of(arguments.GetValue(_opening), serverName, arguments.GetRequiredValue(_user)), serverName, Timeout(arguments))
        {
            Alpn = arguments.GetValue(_alpn) ?? [],
        };
        var report = await RunAsync(endpoint, () =>
            EndpointProbes.RunAsync(probe, client, context.Clock.GetUtcNow(), arguments.GetValue(_oneWay), arguments.GetValue(_tls12)));
        var findings = new EndpointFindings { Endpoint = endpoint, Bundle = bundle, SpiffeId = id, DnsName = name, At = at }.Of(report);
        DocumentReport.Write(context, arguments.GetValue(_output), () => EndpointText.Document(endpoint, report, findings, at), () =>
        {
            EndpointText.Write(context, endpoint, report, at);
            FindingsReport.Write(context, OutputFormat.Table, findings);
        });

        return FailOn.ExitCodeOf(findings, arguments.GetValue(_failOn));
    }

    private static async Task<EndpointReport> RunAsync(TlsEndpoint endpoint, Func<Task<EndpointReport>> probes)
    {
        try
        {
            return await probes();
        }
        catch (SocketException e)
        {
            throw CliFailure.Unreadable($"{endpoint}: {e.Message.TrimEnd('.')}", "is the server there? For a workload in a cluster: kubectl port-forward");
        }
    }

    private TimeSpan Timeout(ParseResult arguments) =>
        DurationText.TryParse(arguments.GetRequiredValue(_timeout), out var timeout) && timeout > TimeSpan.Zero && timeout <= TimeSpan.FromMinutes(5)
            ? timeout
            : throw CliFailure.Usage([$"--timeout: '{PlainText.Line(arguments.GetRequiredValue(_timeout))}' is no time to wait; allowed: up to 5m, {DurationText.Allowed}"]);

    private static Bundle? Bundle(string? file, CliContext context)
    {
        if (file is null)
        {
            return null;
        }

        var reading = CertificateFiles.Read(context, file);
        return reading is { IsReadable: true, Certificates.Count: > 0 }
            ? BundleRules.Of(reading.Read)
            : throw CliFailure.Unreadable($"--bundle {PlainText.Line(file)}: {(reading.Findings is [var finding, ..] ? finding.Message : "no certificate in it")}");
    }

    private static Option<string?> File(string name, string description) => new(name) { Description = description, HelpName = "file" };
}
