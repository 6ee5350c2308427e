using System.Globalization;
using Infra.Cli.Findings;
using Spectre.Console;

namespace Infra.Cli.Authorities;

/// <summary>The hierarchy for people: a tree of CAs, their windows on a time line, what each region trusts, and what is wrong.</summary>
internal static class TrustTree
{
    /// <summary>Writes the report.</summary>
    public static void Write(CliContext context, TrustReport report)
    {
        var tree = new Tree(new Text(report.Environment));
        foreach (var root in report.Roots)
        {
            Add(tree.AddNode(Title(root)), root, report.At);
        }

        RichText.Write(context, tree);
        context.Console.Out.WriteLine();
        RichText.Write(context, Windows(report));
        context.Console.Out.WriteLine();
        RichText.Write(context, Bundles(report));
        if (report.Findings.Count > 0)
        {
            context.Console.Out.WriteLine();
            FindingsReport.Write(context, OutputFormat.Table, report.Findings);
        }
    }

    private static void Add(TreeNode node, AuthorityReport authority, DateTimeOffset at)
    {
        CertificateTree.Add(node, authority.Certificate, at);
        foreach (var signed in authority.Signed)
        {
            Add(node.AddNode(Title(signed)), signed, at);
        }
    }

    private static Text Title(AuthorityReport authority) => new($"{authority.Name} ({authority.Role})", new Style(decoration: Decoration.Bold));

    private static Table Windows(TrustReport report)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("CA", "begins", "| now, ! renewal", "ends", "left");
        foreach (var (authority, bar) in TimeLine.Of([.. report.Roots.SelectMany(root => root.All)], report.At))
        {
            table.AddRow(
                new Text(authority.Name),
                new Text(Day(authority.Certificate.NotBefore)),
                new Text(bar),
                new Text(Day(authority.Certificate.NotAfter)),
                new Text(Documents.DaysLeft(authority.Certificate.NotAfter, report.At)));
        }

        return table;
    }

    private static Table Bundles(TrustReport report)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("region", "trust domain", "accepts callers from", "bundle", "SHA-256 of the bundle");
        foreach (var bundle in report.Bundles)
        {
            table.AddRow(
                new Text(bundle.Region),
                new Text(bundle.TrustDomain),
                new Text(bundle.Accepts.Count == 0 ? "itself only" : string.Join(", ", bundle.Accepts)),
                new Text(string.Join(", ", bundle.Roots)),
                new Text(bundle.Digest));
        }

        return table;
    }

    private static string Day(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
