using System.Globalization;
using System.Text.Json;
using Infra.Cli;
using Infra.Settings;

namespace Infra.Migration;

/// <summary>Evidence as a JSON document: what <c>migrate --record</c> writes and <c>--evidence</c> reads.</summary>
internal static class EvidenceDocument
{
    /// <summary>Writes the document.</summary>
    public static string Write(Evidence evidence) => JsonOutput.Text(json =>
    {
        json.WriteStartObject();
        json.WriteString("at", Instants.Write(evidence.At));
        json.WriteString("window", DurationText.Write(evidence.Window));
        json.WriteStartArray("series");
        foreach (var series in evidence.Series)
        {
            Write(json, series);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>Reads the document.</summary>
    /// <exception cref="FormatException">It is none; the message says why.</exception>
    public static Evidence Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            var (at, window) = (Text(root, "at"), Text(root, "window"));
            return new Evidence
            {
                At = DateTimeOffset.TryParseExact(at, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
                    ? instant
                    : throw new FormatException("at is no instant; allowed: yyyy-mm-ddThh:mm:ssZ"),
                Window = DurationText.TryParse(window, out var duration) && duration > TimeSpan.Zero
                    ? duration
                    : throw new FormatException($"window is no duration; allowed: {DurationText.Allowed}"),
                Series = [.. Value(root, "series").EnumerateArray().Select(Series)],
            };
        }
        catch (JsonException e)
        {
            throw new FormatException($"no evidence as --record writes it: line {e.LineNumber + 1} is not valid JSON", e);
        }
        catch (InvalidOperationException e)
        {
            throw new FormatException("no evidence as --record writes it: a value has another type than --record gives it", e);
        }
    }

    private static void Write(Utf8JsonWriter json, TrafficSeries series)
    {
        json.WriteStartObject();
        json.WriteString("cluster", series.Cluster);
        json.WriteString("namespace", series.Namespace);
        json.WriteTexts("names", series.Names);
        json.WriteOptional("port", series.Port);
        json.WriteString("traffic", series.IsTcp ? "tcp" : "http");
        json.WriteNumber("mutualTls", series.MutualTls);
        json.WriteNumber("plaintext", series.Plaintext);
        json.WriteNumber("observed", series.Observed);
        json.WriteTexts("sources", series.Sources);
        json.WriteEndObject();
    }

    private static TrafficSeries Series(JsonElement node) => new()
    {
        Cluster = Text(node, "cluster"),
        Namespace = Text(node, "namespace"),
        Names = Texts(node, "names"),
        Port = node.TryGetProperty("port", out var port) ? port.TryGetInt32(out var number) ? number : throw new FormatException("port is no port") : null,
        IsTcp = Text(node, "traffic") switch
        {
            "tcp" => true,
            "http" => false,
            _ => throw new FormatException("traffic is neither http nor tcp"),
        },
        MutualTls = Number(node, "mutualTls"),
        Plaintext = Number(node, "plaintext"),
        Observed = Number(node, "observed"),
        Sources = Texts(node, "sources"),
    };

    private static JsonElement Value(JsonElement node, string name) => node.TryGetProperty(name, out var value)
        ? value
        : throw new FormatException($"no evidence as --record writes it: {name} is missing");

    private static string Text(JsonElement node, string name) => Value(node, name).GetString() ?? throw new FormatException($"{name} is null");

    private static string[] Texts(JsonElement node, string name) =>
        [.. Value(node, name).EnumerateArray().Select(text => text.GetString() ?? throw new FormatException($"{name} holds null"))];

    private static double Number(JsonElement node, string name) => Value(node, name).TryGetDouble(out var number) && number >= 0
        ? number
        : throw new FormatException($"{name} is no number from 0");
}
