using System.Text.Json;

namespace Infra.Cli.Render.Sealing;

/// <summary>What <c>pulumi stack export --show-secrets</c> prints, as far as keys and passwords go.</summary>
internal sealed class StateExport
{
    // Pulumi's mark of a secret value (sdk/go/common/resource/sig of pulumi/pulumi).
    private const string Signature = "4dabf18193072939515e22adb298388d";

    private readonly Dictionary<string, string> _secrets = new(StringComparer.Ordinal);

    private StateExport(string source) => Source = source;

    /// <summary>What to call it in messages: a file as the user named it, or <c>-</c>.</summary>
    public string Source { get; }

    /// <summary>Private keys in PEM and passwords by the <c>type::name</c> of their resource.</summary>
    public IReadOnlyDictionary<string, string> Secrets => _secrets;

    /// <summary>Reads a state.</summary>
    /// <param name="json">The JSON text.</param>
    /// <param name="source">What to call it in messages.</param>
    /// <exception cref="CliFailure">The text is no exported state, or its secrets are encrypted.</exception>
    public static StateExport Read(string json, string source)
    {
        var export = new StateExport(source);
        try
        {
            using var document = JsonDocument.Parse(json);
            foreach (var resource in document.RootElement.GetProperty("deployment").GetProperty("resources").EnumerateArray())
            {
                export.Add(resource);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            // The parser's own message may quote the text, which is full of keys.
            throw Unreadable(source, "not the JSON of an exported state");
        }

        return export;
    }

    private static CliFailure Unreadable(string source, string problem) =>
        CliFailure.Unreadable($"{source}: {problem}", "make it with 'pulumi stack export --show-secrets', hand it over by a pipe and keep no copy");

    private void Add(JsonElement resource)
    {
        // urn:pulumi:<stack>::<project>::<parent types>$<type>::<name>
        if (resource.GetProperty("urn").GetString()?.Split("::") is not [_, _, var types, var name])
        {
            return;
        }

        var type = types[(types.LastIndexOf('$') + 1)..];
        var output = type switch
        {
            "tls:index/privateKey:PrivateKey" => "privateKeyPem",
            "random:index/randomPassword:RandomPassword" => "result",
            _ => null,
        };
        if (output is not null && resource.TryGetProperty("outputs", out var outputs) && outputs.TryGetProperty(output, out var value))
        {
            _secrets[$"{type}::{name}"] = Plain(value) ?? throw Unreadable(Source, "its secrets are encrypted");
        }
    }

    private static string? Plain(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(Signature, out _))
        {
            return value.GetString();
        }

        if (!value.TryGetProperty("plaintext", out var plaintext))
        {
            return null;
        }

        // A JSON text in a JSON string.
        using var inner = JsonDocument.Parse(plaintext.GetString()!);
        return inner.RootElement.GetString();
    }
}
