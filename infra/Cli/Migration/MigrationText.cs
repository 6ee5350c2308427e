using System.Globalization;
using Infra.Migration;
using Infra.Settings;

namespace Infra.Cli.Migration;

/// <summary>A step from PERMISSIVE to STRICT for people.</summary>
internal static class MigrationText
{
    /// <summary>Writes the report.</summary>
    public static void Write(TextWriter to, MigrationReport report)
    {
        var (migration, evidence) = (report.Migration, report.Evidence);
        to.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Stack}: ports that take plaintext: {migration.Ports.Count}, without need: {migration.Ports.Count(port => port.Verdict == PortVerdict.Ready)}; seen in {DurationText.Write(evidence.Window)} to {Instants.Write(evidence.At)}"));
        foreach (var port in migration.Ports)
        {
            to.WriteLine(PlainText.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"  {port.Namespace}/{port.Service}.{port.Port}: {MigrationReport.Sentence(port)} ({Calls(port.MutualTls)} by mutual TLS, {Calls(port.Plaintext)} in plaintext, watched for {port.Observed:0%} of the window)")));
        }

        Lines(to, "plaintext to what the stack does not name; it keeps its namespace from STRICT:", migration.Strangers.Select(Stranger));
        Lines(to, "the mesh itself waits:", migration.MeshWaits is { } reason ? [reason] : []);
        Lines(to, "next to STRICT:", migration.Moves.Select(move => move.Title));
        if (migration.Moves.Count == 0)
        {
            return;
        }

        Lines(to, report.Written is { } file ? $"written to {file}:" : "settings (--write writes them):", migration.Changes);
        Lines(to, "watch after it:", report.Watch);
        Lines(to, "go back:", [report.GoBack]);
    }

    /// <summary>Plaintext to something unnamed, in words.</summary>
    public static string Stranger(TrafficSeries series) => string.Create(
        CultureInfo.InvariantCulture,
        $"{series.Namespace}/{(series.Names is [var name, ..] ? name : "unknown")}{(series.Port is { } port ? $" port {port}" : "")}: {Calls(series.Plaintext)} from {string.Join(", ", series.Sources)}");

    /// <summary>Whole calls; evidence of others may have parts of one, and a part of a call is one.</summary>
    private static string Calls(double count) =>
        Math.Ceiling(count) is 1 ? "1 call" : string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(count):0} calls");

    private static void Lines(TextWriter to, string title, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count > 0)
        {
            to.WriteLine();
            to.WriteLine(title);
            all.ForEach(line => to.WriteLine($"  {PlainText.Line(line)}"));
        }
    }
}
