using System.Text.Json;
using Policies.Differences;
using Spectre.Console;

namespace Infra.Cli.Access;

/// <summary>Prints what calls are decided differently, by destination.</summary>
internal static class DifferenceReport
{
    /// <summary>Writes the changes.</summary>
    public static void Write(CliContext context, OutputFormat format, IReadOnlyList<AccessChange> changes)
    {
        switch (format)
        {
            case OutputFormat.Json:
                context.Console.Out.Write(JsonOutput.Text(json => Write(json, changes)));
                break;
            case OutputFormat.Markdown:
                context.Console.Out.Write(Page(changes));
                break;
            default:
                if (changes.Count > 0)
                {
                    RichText.Write(context, Table(changes));
                }

                context.Console.Out.WriteLine(Summary(changes));
                break;
        }
    }

    private static string Summary(IReadOnlyList<AccessChange> changes) => changes.Count == 0
        ? "no call is decided differently"
        : string.Join(", ", changes.GroupBy(change => change.Kind).OrderBy(kind => kind.Key).Select(kind => $"{kind.Count()} {Words(kind.Key)}"));

    private static void Write(Utf8JsonWriter json, IReadOnlyList<AccessChange> changes)
    {
        json.WriteStartArray();
        foreach (var change in changes)
        {
            json.WriteStartObject();
            json.WriteString("change", Words(change.Kind));
            json.WriteString("destination", change.Destination);
            json.WriteString("source", change.Source);
            json.WriteString("request", change.Request);
            json.WriteString("transport", change.Transport);
            json.WriteString("before", change.Before.ToString().ToLowerInvariant());
            json.WriteString("after", change.After.ToString().ToLowerInvariant());
            json.WriteString("witness", change.Witness);
            json.WriteOptional("cause", change.Cause?.ToString());
            json.WriteOptional("place", change.Place?.ToString());
            json.WriteString("reason", change.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static Table Table(IReadOnlyList<AccessChange> changes)
    {
        var table = new Table().AddColumns("", "from", "to", "request", "over", "by");
        foreach (var change in changes)
        {
            table.AddRow([.. Row(change).Select(Spectre.Console.Markup.Escape)]);
        }

        return table;
    }

    private static string Page(IReadOnlyList<AccessChange> changes)
    {
        var lines = new List<string> { "### Access", "", Summary(changes), "" };
        if (changes.Count > 0)
        {
            lines.Add("| | from | to | request | over | by |");
            lines.Add("|---|---|---|---|---|---|");
            lines.AddRange(changes.Select(change => $"| {string.Join(" | ", Row(change).Select(Markdown.Cell))} |"));
        }

        return string.Join('\n', lines) + "\n";
    }

    private static string[] Row(AccessChange change) =>
    [
        Words(change.Kind), change.Source, change.Destination, change.Request, change.Transport,
        $"{change.Cause}{(change.Place is null ? "" : $" ({change.Place})")}",
    ];

    private static string Words(ChangeKind kind) => kind.ToString().ToLowerInvariant();
}
