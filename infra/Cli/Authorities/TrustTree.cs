using System.Globalization;
using Spectre.Console;

namespace Infra.Cli.Authorities;

/// <summary>The hierarchy for people: a tree of CAs, and what each region trusts.</summary>
internal static class TrustTree
{
    /// <summary>Writes the report.</summary>
    public static void Write(CliContext context, TrustReport report)
    {
        var tree = new Tree(new Text(report.Environment));
        foreach (var root in report.Roots)
        {
            Add(tree.AddNode(Title(root)), root);
        }

        RichText.Write(context, tree);
        context.Console.Out.WriteLine();
        RichText.Write(context, Bundles(report));
    }

    private static void Add(TreeNode node, AuthorityReport authority)
    {
        var certificate = authority.Certificate;
        node.AddNode(new Text($"subject      {certificate.Subject}"));
        node.AddNode(new Text($"key          {certificate.Key}, {certificate.Role}"));
        node.AddNode(new Text(string.Create(
            CultureInfo.InvariantCulture, $"valid        {certificate.NotBefore:u} to {certificate.NotAfter:u}, {authority.DaysLeft} days left")));
        node.AddNode(new Text($"SHA-256      {certificate.Fingerprint.ColonHex}"));
        node.AddNode(new Text($"constraints  {(certificate.Constraints.Count == 0 ? "none" : string.Join("; ", certificate.Constraints))}"));
        foreach (var signed in authority.Signed)
        {
            Add(node.AddNode(Title(signed)), signed);
        }
    }

    private static Text Title(AuthorityReport authority) => new($"{authority.Name} ({authority.Role})", new Style(decoration: Decoration.Bold));

    private static Table Bundles(TrustReport report)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("region", "trust domain", "bundle", "SHA-256 of the bundle");
        foreach (var bundle in report.Bundles)
        {
            table.AddRow(new Text(bundle.Region), new Text(bundle.TrustDomain), new Text(string.Join(", ", bundle.Roots)), new Text(bundle.Digest));
        }

        return table;
    }
}
