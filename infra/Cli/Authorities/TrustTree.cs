using System.Globalization;
using Infra.Cli.Findings;
using Spectre.Console;

namespace Infra.Cli.Authorities;

/// <summary>The hierarchy for people: a tree of CAs, their windows on a time line, what each region trusts, and what is wrong.</summary>
internal static class TrustTree
{
    private const int Indent = 4;
    private const int WidthOfBundles = 160;
    private const string BarHead = "| now, ! renewal";

    // Two days of ten columns, and what the table puts between and beside five columns.
    private const int DatesAndGaps = (2 * 10) + 16;

    /// <summary>Writes the report.</summary>
    public static void Write(CliContext context, TrustReport report)
    {
        var tree = new Tree(new Text(report.Environment));
        foreach (var root in report.Roots)
        {
            Add(tree.AddNode(Title(root)), root, report.At, context.Console.Width - Indent);
        }

        RichText.Write(context, tree);
        context.Console.Out.WriteLine();
        RichText.Write(context, Windows(report, context.Console.Width));
        context.Console.Out.WriteLine();
        WriteBundles(context, report);
        if (report.Findings.Count > 0)
        {
            context.Console.Out.WriteLine();
            FindingsReport.Write(context, OutputFormat.Table, report.Findings);
        }
    }

    private static void Add(TreeNode node, AuthorityReport authority, DateTimeOffset at, int? place)
    {
        CertificateTree.Add(node, authority.Certificate, at, place - Indent);
        foreach (var signed in authority.Signed)
        {
            Add(node.AddNode(Title(signed)), signed, at, place - Indent);
        }
    }

    private static Text Title(AuthorityReport authority) => new($"{authority.Name} ({authority.Role})", new Style(decoration: Decoration.Bold));

    /// <summary>On a narrow terminal the bars give way to the dates.</summary>
    private static Table Windows(TrustReport report, int? width)
    {
        List<AuthorityReport> all = [.. report.Roots.SelectMany(root => root.All)];
        var others = all.Select(authority => authority.Name.Length).DefaultIfEmpty().Max()
            + all.Select(authority => Documents.DaysLeft(authority.Certificate.NotAfter, report.At).Length).DefaultIfEmpty().Max()
            + DatesAndGaps;
        var table = new Table().Border(TableBorder.Simple).AddColumns("CA", "begins", width - others < BarHead.Length ? "" : BarHead, "ends", "left");
        foreach (var (authority, bar) in TimeLine.Of(all, report.At, width - others))
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

    /// <summary>A table where there is the place for whole fingerprints, otherwise a line for each region.</summary>
    private static void WriteBundles(CliContext context, TrustReport report)
    {
        if (context.Console.Width is null or >= WidthOfBundles)
        {
            RichText.Write(context, Bundles(report));
            return;
        }

        foreach (var bundle in report.Bundles)
        {
            RichText.Write(context, new Text(
                $"{bundle.Region}, {bundle.TrustDomain}: trusts {string.Join(", ", bundle.Roots)} (SHA-256 of the bundle {ShortFingerprint.Of(bundle.Digest, 0)}), "
                + $"accepts callers from {Accepted(bundle)}"));
        }
    }

    private static string Accepted(BundleReport bundle) => bundle.Accepts.Count == 0 ? "itself only" : string.Join(", ", bundle.Accepts);

    private static Table Bundles(TrustReport report)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("region", "trust domain", "accepts callers from", "bundle", "SHA-256 of the bundle");
        foreach (var bundle in report.Bundles)
        {
            table.AddRow(
                new Text(bundle.Region),
                new Text(bundle.TrustDomain),
                new Text(Accepted(bundle)),
                new Text(string.Join(", ", bundle.Roots)),
                new Text(bundle.Digest));
        }

        return table;
    }

    private static string Day(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
