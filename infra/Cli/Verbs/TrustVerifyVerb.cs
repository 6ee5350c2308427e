using System.CommandLine;
using Infra.Cli.Authorities;
using Infra.Cli.Findings;
using Manifests;
using Policies;
using Trust.Verification;
using Trust.X509;

namespace Infra.Cli.Verbs;

/// <summary><c>trust verify</c>: whether a peer's certificate would be accepted.</summary>
internal sealed class TrustVerifyVerb : Verb
{
    private readonly Option<string> _leaf = File("--leaf", "the peer's certificate, first in its file; what follows counts as intermediates", required: true);
    private readonly Option<string> _bundle = File("--bundle", "the roots that are trusted", required: true);
    private readonly Option<string[]> _intermediates = new("--intermediates")
    {
        Description = "what the peer sends along; may be repeated",
        HelpName = "file",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _at = new("--at") { Description = "verify at this instant instead of now", HelpName = Instants.HelpName };
    private readonly Option<string?> _name = new("--name") { Description = "the DNS name that the peer is to have", HelpName = "dns name" };
    private readonly Option<string?> _id = new("--spiffe-id") { Description = "the SPIFFE ID that the peer is to have", HelpName = "uri" };
    private readonly ChoiceOption<PeerSide> _side = new("--side", null, PeerSide.Any, PeerSide.Server, PeerSide.Client)
    {
        Description = "the side of TLS that the peer plays, for its extended key usages",
    };

    private readonly ChoiceOption<OutputFormat> _output = new("--output", "-o", OutputFormat.Table, OutputFormat.Json, OutputFormat.Yaml)
    {
        Description = "form of the result",
    };

    /// <summary>Builds the verb.</summary>
    public TrustVerifyVerb()
        : base("verify", "whether a certificate would be accepted, by whom it is trusted, and if not, every reason")
    {
        foreach (var option in (Option[])[_leaf, _bundle, _intermediates, _at, _name, _id, _side, _output])
        {
            Options.Add(option);
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
    [
        new("trust verify --leaf leaf.pem --intermediates cert-chain.pem --bundle root-cert.pem", "the chain"),
        new("trust verify --leaf leaf.pem --bundle root-cert.pem --spiffe-id spiffe://us.mesh.example/ns/shop/sa/web", "the chain and the name"),
        new("trust verify --leaf - --bundle root-cert.pem --at 2028-01-14 -o json", "stdin, at another instant, for scripts"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<int> ExitCodes => [ExitCode.Ok, ExitCode.Findings, ExitCode.Usage, ExitCode.Unreadable];

    /// <inheritdoc/>
    public override Task<int> RunAsync(ParseResult arguments, CliContext context)
    {
        var at = Instants.Read("--at", arguments.GetValue(_at)) ?? context.Clock.GetUtcNow();
        var (leafFile, bundleFile) = (arguments.GetRequiredValue(_leaf), arguments.GetRequiredValue(_bundle));
        var (id, name) = (PeerNames.Id(arguments.GetValue(_id)), PeerNames.Dns(arguments.GetValue(_name)));
        var leaf = CertificateFiles.Read(context, leafFile);
        var bundle = CertificateFiles.Read(context, bundleFile);
        List<(string File, CertificateReading Reading)> sent =
            [.. (arguments.GetValue(_intermediates) ?? []).Select(file => (file, CertificateFiles.Read(context, file)))];
        List<Finding> ofFiles =
        [
            .. leaf.Findings.Select(finding => TrustCatalogue.Of(finding, leafFile)),
            .. bundle.Findings.Concat(BundleRules.Check(bundle.Read)).Select(finding => TrustCatalogue.Of(finding, bundleFile)),
            .. sent.SelectMany(each => each.Reading.Findings.Select(finding => TrustCatalogue.Of(finding, each.File))),
        ];
        var verdict = leaf.Certificates is [var first, ..]
            ? new PeerVerification
            {
                Leaf = first,
                Intermediates = [.. leaf.Certificates.Skip(1), .. sent.SelectMany(each => each.Reading.Certificates)],
                Bundle = BundleRules.Of(bundle.Read),
                At = at,
                Usage = Usage(arguments.GetValue(_side)),
                SpiffeId = id,
                DnsName = name,
            }.Verdict()
            : new ChainVerdict([], []);
        List<Finding> findings = [.. ofFiles, .. verdict.Findings.Select(finding => TrustCatalogue.Of(finding, leafFile))];
        var accepted = !findings.Any(finding => finding.Level == FindingLevel.Error);
        var document = Documents.Map(
            ("accepted", accepted),
            ("at", Instants.Write(at)),
            ("path", Documents.Texts(verdict.Path)),
            ("findings", Documents.Findings(findings)));
        Write(context, arguments.GetValue(_output), document, findings);
        var readable = leaf.IsReadable && bundle.IsReadable && sent.TrueForAll(each => each.Reading.IsReadable);
        return Task.FromResult(!readable ? ExitCode.Unreadable : accepted ? ExitCode.Ok : ExitCode.Findings);
    }

    private static void Write(CliContext context, OutputFormat format, MapNode document, List<Finding> findings) => DocumentReport.Write(context, format, () => document, () =>
    {
        var path = ((ListNode)document["path"]!).Select(each => $"'{PlainText.Line(((ScalarNode)each).AsString!)}'");
        var refused = findings.Any(finding => finding.Level == FindingLevel.Error);
        context.Console.Out.WriteLine($"{(refused ? "refused" : "accepted")}: {string.Join(" < ", path)}");
        if (findings.Count > 0)
        {
            FindingsReport.Write(context, OutputFormat.Table, findings);
        }
    });

    private static Option<string> File(string name, string description, bool required) =>
        new(name) { Description = $"{description}; - for stdin", HelpName = "file", Required = required };

    private static ExtendedKeyUsage? Usage(PeerSide side) => side switch
    {
        PeerSide.Server => ExtendedKeyUsage.ServerAuth,
        PeerSide.Client => ExtendedKeyUsage.ClientAuth,
        _ => null,
    };
}
