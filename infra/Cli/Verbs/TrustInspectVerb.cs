using System.CommandLine;
using Infra.Cli.Authorities;
using Infra.Cli.Findings;
using Manifests;
using Policies;
using Spectre.Console;
using Trust.Verification;

namespace Infra.Cli.Verbs;

/// <summary><c>trust inspect</c>: certificates of any origin in words.</summary>
internal sealed class TrustInspectVerb : Verb
{
    private readonly Argument<string> _file = new("file") { Description = "certificates in PEM or DER, or - for stdin" };
    private readonly Option<string?> _at = new("--at") { Description = "judge windows at this instant instead of now", HelpName = Instants.HelpName };
    private readonly ChoiceOption<OutputFormat> _output = new("--output", "-o", OutputFormat.Table, OutputFormat.Json, OutputFormat.Yaml)
    {
        Description = "form of the result",
    };

    private readonly ChoiceOption<FindingLevel> _failOn = FailOn.Option();

    /// <summary>Builds the verb.</summary>
    public TrustInspectVerb()
        : base("inspect", "a certificate, chain or bundle of any origin in words, and what is wrong with it")
    {
        Arguments.Add(_file);
        Options.Add(_at);
        Options.Add(_output);
        Options.Add(_failOn);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
    [
        new("trust inspect root-cert.pem", "what a bundle holds"),
        new("trust inspect - --at 2028-01-14", "what stdin holds, as it will be then"),
        new("trust inspect chain.pem -o json", "for scripts"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<int> ExitCodes => [ExitCode.Ok, ExitCode.Findings, ExitCode.Usage, ExitCode.Unreadable];

    /// <inheritdoc/>
    public override Task<int> RunAsync(ParseResult arguments, CliContext context)
    {
        var (file, at) = (arguments.GetRequiredValue(_file), Instants.Read("--at", arguments.GetValue(_at)) ?? context.Clock.GetUtcNow());
        var reading = CertificateFiles.Read(context, file);
        var inspection = CertificateInspection.Of(reading, at);
        List<Finding> findings = [.. inspection.Findings.Select(finding => TrustCatalogue.Of(finding, file))];
        DocumentReport.Write(context, arguments.GetValue(_output), () => Document(inspection, findings, file, at), () =>
        {
            Write(context, inspection, file, at);
            FindingsReport.Write(context, OutputFormat.Table, findings);
        });

        return Task.FromResult(reading.IsReadable ? FailOn.ExitCodeOf(findings, arguments.GetValue(_failOn)) : ExitCode.Unreadable);
    }

    private static void Write(CliContext context, CertificateInspection inspection, string file, DateTimeOffset at)
    {
        var tree = new Tree(new Text($"{file}: {Word(inspection)}, at {Instants.Write(at)}"));
        foreach (var read in inspection.Certificates)
        {
            var node = tree.AddNode(new Text($"certificate {read.Place}, line {read.Line}", new Style(decoration: Decoration.Bold)));
            var words = CertificateDescription.Of(read.Certificate);
            CertificateTree.Add(node, words, at, context.Console.Width - 8);
            CertificateTree.AddOrigin(node, words);
        }

        RichText.Write(context, tree);
        context.Console.Out.WriteLine();
    }

    private static string Word(CertificateInspection inspection) => inspection.Set switch
    {
        CertificateSet.Nothing => "no certificate",
        CertificateSet.Certificate => "a certificate",
        CertificateSet.Chain => $"a chain of {inspection.Certificates.Count} certificates",
        _ => $"a bundle of {inspection.Certificates.Count} root{(inspection.Certificates.Count == 1 ? "" : "s")}",
    };

    private static MapNode Document(CertificateInspection inspection, List<Finding> findings, string file, DateTimeOffset at) => Documents.Map(
        ("file", file),
        ("at", Instants.Write(at)),
        ("kind", inspection.Set.ToString().ToLowerInvariant()),
        ("certificates", Documents.List(inspection.Certificates.Select(read => Certificate(read, at)))),
        ("findings", Documents.Findings(findings)));

    private static MapNode Certificate(ReadCertificate read, DateTimeOffset at)
    {
        var map = Documents.Map(("line", read.Line));
        Documents.Add(map, CertificateDescription.Of(read.Certificate), at);
        return map;
    }
}
