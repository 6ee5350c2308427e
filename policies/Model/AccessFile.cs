using System.Text.Encodings.Web;
using System.Text.Json;

namespace Policies.Model;

/// <summary>
/// The file that <c>render</c> writes beside a tree of manifests: what is known of each cluster besides its objects, the intended access included, so
/// that the tree can be proven wherever it goes. It holds nothing secret.
/// </summary>
public static class AccessFile
{
    /// <summary>Its name.</summary>
    public const string Name = "access.json";

    /// <summary>Another number for every member more or less: a file without one would be read as if it had none of what that member lists.</summary>
    private const string Format = "mtls-access/3";

    private static readonly AccessFileJson Json = new(new JsonSerializerOptions(AccessFileJson.Default.Options)
    {
        NewLine = "\n",
        // The file is read by programs and people, never by a browser.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>The file's text.</summary>
    public static string Write(IReadOnlyList<KnownCluster> clusters) =>
        JsonSerializer.Serialize(new AccessDocument { Format = Format, Clusters = clusters }, Json.AccessDocument) + "\n";

    /// <summary>Reads the file's text.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="file">The file as errors name it.</param>
    public static AccessFileReading Read(ReadOnlySpan<byte> utf8, string file)
    {
        try
        {
            var document = JsonSerializer.Deserialize(utf8, Json.AccessDocument);
            return document?.Format == Format
                ? new AccessFileReading(document.Clusters, null)
                : Failed(1, $"its format is not {Format}");
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return Failed((int)((e as JsonException)?.LineNumber ?? 0) + 1, $"not a file of this program: {e.Message.Split(" Path:")[0].TrimEnd('.')}");
        }

        AccessFileReading Failed(int line, string message) => new(
            [],
            new Finding
            {
                Rule = Catalogue.UnreadableManifest,
                Source = new SourceLocation(file, line),
                Message = message,
                Remedy = "write it again with 'infra render <stack> -o <dir>'",
            });
    }
}
