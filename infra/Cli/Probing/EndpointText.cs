using System.Security.Authentication;
using Infra.Cli.Authorities;
using Infra.Live.Probing;
using Manifests;
using Policies;
using Spectre.Console;
using Trust.Verification;

namespace Infra.Cli.Probing;

/// <summary>What a probe saw of a server, for people and for scripts.</summary>
internal static class EndpointText
{
    /// <summary>Writes the server's handshake, its chain, and what became of each client.</summary>
    public static void Write(CliContext context, TlsEndpoint endpoint, EndpointReport report, DateTimeOffset at)
    {
        var tree = new Tree(new Text($"{endpoint}: {Version(report.Own)}, at {Instants.Write(at)}"));
        foreach (var (certificate, place) in report.Own.Chain.Select((certificate, index) => (certificate, index + 1)))
        {
            var node = tree.AddNode(new Text($"certificate {place}", new Style(decoration: Decoration.Bold)));
            var words = CertificateDescription.Of(certificate);
            CertificateTree.Add(node, words, at, context.Console.Width - 8);
            CertificateTree.AddOrigin(node, words);
        }

        RichText.Write(context, tree);
        var table = new Table().Border(TableBorder.None).AddColumns("client", "ought to be", "is", "because");
        table.AddRow(
            Own(report),
            report.HasCertificate || report.IsOneWay ? "let in" : "refused",
            Word(report.Own.Answer),
            Markup.Escape(PlainText.Line(report.Own.Answer.Said)));
        foreach (var (kind, answer) in report.Refused)
        {
            table.AddRow(EndpointFindings.Words(kind), "refused", Word(answer), Markup.Escape(PlainText.Line(answer.Said)));
        }

        context.Console.Out.WriteLine();
        RichText.Write(context, table);
        context.Console.Out.WriteLine();
    }

    /// <summary>The same as a document.</summary>
    public static MapNode Document(TlsEndpoint endpoint, EndpointReport report, IReadOnlyList<Finding> findings, DateTimeOffset at) => Documents.Map(
        ("endpoint", endpoint.ToString()),
        ("at", Instants.Write(at)),
        ("protocol", Protocol(report.Own)),
        ("cipherSuite", report.Own.CipherSuite ?? ""),
        ("certificates", Documents.List(report.Own.Chain.Select(certificate => Certificate(CertificateDescription.Of(certificate), at)))),
        ("clients", Documents.List(report.Refused.Select(probe => Client(EndpointFindings.Words(probe.Kind), isWelcome: false, probe.Answer))
            .Prepend(Client(Own(report), report.HasCertificate || report.IsOneWay, report.Own.Answer)))),
        ("findings", Documents.Findings(findings)));

    private static Node Certificate(CertificateDescription words, DateTimeOffset at)
    {
        var map = new MapNode();
        Documents.Add(map, words, at);
        return map;
    }

    private static Node Client(string name, bool isWelcome, Answer answer) => Documents.Map(
        ("client", name), ("expected", isWelcome ? "let in" : "refused"), ("is", Word(answer)), ("said", PlainText.Line(answer.Said)));

    private static string Own(EndpointReport report) => report.HasCertificate ? "the given client" : "a client without a certificate";

    private static string Version(ProbedHandshake handshake) =>
        handshake.Protocol == SslProtocols.None ? "no handshake" : $"{Protocol(handshake)}, {handshake.CipherSuite}";

    private static string Protocol(ProbedHandshake handshake) => handshake.Protocol switch
    {
        SslProtocols.Tls13 => "TLS 1.3",
        SslProtocols.Tls12 => "TLS 1.2",
        _ => "none",
    };

    private static string Word(Answer answer) => answer.Kind switch
    {
        AnswerKind.Accepted => "let in",
        AnswerKind.Refused => "refused",
        _ => "open",
    };
}
