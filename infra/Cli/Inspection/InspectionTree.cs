using Infra.Cli.Authorities;
using Infra.Live;
using Spectre.Console;
using Trust.Verification;

namespace Infra.Cli.Inspection;

/// <summary>Prints certificates that run, each with its chain.</summary>
internal static class InspectionTree
{
    // Two serial numbers of forty digits stand beside pod and identity.
    private const int WidthOfProxies = 200;

    /// <summary>Writes them.</summary>
    public static void Write(CliContext context, InspectionReport report)
    {
        foreach (var certificate in report.Certificates)
        {
            Write(context, certificate, report.At);
        }

        if (report.Proxies.Count > 0 && context.Console.Width < WidthOfProxies)
        {
            foreach (var proxy in report.Proxies)
            {
                var tree = new Tree(new Text($"{proxy.Pod.Region}/{proxy.Pod.Namespace}/{proxy.Pod.Name}: {proxy.Proxy}"));
                tree.AddNode(new Text(proxy.Identity ?? "no identity"));
                tree.AddNode(new Text($"ends {(proxy.NotAfter is { } end ? Instants.Write(end) : "-")}, serial {proxy.Serial ?? "-"}"));
                tree.AddNode(new Text($"trusts {(proxy.Roots.Count == 0 ? "-" : string.Join(", ", proxy.Roots))}"));
                RichText.Write(context, tree);
            }

            context.Console.Out.WriteLine();
        }
        else if (report.Proxies.Count > 0)
        {
            var table = new Table().Border(TableBorder.None).AddColumns("pod", "proxy", "identity", "ends", "serial", "trusts");
            foreach (var proxy in report.Proxies)
            {
                table.AddRow(
                    Markup.Escape($"{proxy.Pod.Region}/{proxy.Pod.Namespace}/{proxy.Pod.Name}"),
                    Markup.Escape(proxy.Proxy),
                    Markup.Escape(proxy.Identity ?? "none"),
                    proxy.NotAfter is { } end ? Instants.Write(end) : "-",
                    Markup.Escape(proxy.Serial ?? "-"),
                    Markup.Escape(proxy.Roots.Count == 0 ? "-" : string.Join(", ", proxy.Roots)));
            }

            RichText.Write(context, table);
            context.Console.Out.WriteLine();
        }
    }

    private static void Write(CliContext context, IssuedCertificate certificate, DateTimeOffset at)
    {
        var tree = new Tree(new Text(
            $"{certificate.Region}/{certificate.Key.Namespace}/{certificate.Key.Name}: by {certificate.Issuer}, "
            + (certificate.Revision is { } revision ? $"revision {revision}, renewed from {certificate.RenewedFrom ?? "an unknown time"}" : "never issued")));
        if (certificate.Issued is null)
        {
            tree.AddNode(new Text("no answered CertificateRequest is left; 'infra trust inspect -' reads what you take out of the Secret"));
        }

        foreach (var read in certificate.Issued?.Read ?? [])
        {
            var node = tree.AddNode(new Text($"certificate {read.Place}", new Style(decoration: Decoration.Bold)));
            var words = CertificateDescription.Of(read.Certificate);
            CertificateTree.Add(node, words, at, context.Console.Width - 8);
            CertificateTree.AddOrigin(node, words);
        }

        RichText.Write(context, tree);
        context.Console.Out.WriteLine();
    }
}
