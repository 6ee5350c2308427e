using System.Text.Json;
using Policies.Matrix;

namespace Infra.Cli.Access.Matrices;

/// <summary>Matrices as JSON. Cells in which everything is denied are left out.</summary>
internal static class MatrixJson
{
    /// <summary>Writes an array with one object for each region.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<RegionMatrix> matrices)
    {
        json.WriteStartArray();
        foreach (var matrix in matrices)
        {
            json.WriteStartObject();
            json.WriteOptional("region", matrix.Region);
            json.WriteTexts("callers", matrix.Callers.Select(caller => caller.Name));
            json.WriteTexts("destinations", matrix.Destinations);
            json.WriteTexts("withoutPorts", matrix.WithoutPorts);
            json.WriteStartArray("cells");
            foreach (var (key, cell) in matrix.Cells.OrderBy(entry => entry.Key))
            {
                Write(json, matrix.Callers[key.Caller].Name, matrix.Destinations[key.Destination], cell);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string from, string to, MatrixCell cell)
    {
        json.WriteStartObject();
        json.WriteString("from", from);
        json.WriteString("to", to);
        json.WriteString("access", MatrixWords.Of(cell.Access));
        json.WriteStartArray("ports");
        foreach (var port in cell.Ports)
        {
            json.WriteStartObject();
            json.WriteNumber("port", port.Port.Number);
            json.WriteOptional("name", port.Port.Name);
            json.WriteBoolean("http", port.Port.IsHttp);
            json.WriteString("access", MatrixWords.Of(port.Access));
            json.WriteString("transport", AccessWords.Of(port.Transport));
            json.WriteString("requests", port.Requests);
            json.WriteStartArray("by");
            foreach (var (item, place) in port.By)
            {
                json.WriteStartObject();
                json.WriteString("object", item.ToString());
                json.WriteOptional("place", place?.ToString());
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("reason", port.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
