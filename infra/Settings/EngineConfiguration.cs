using System.Text.Json;

namespace Infra.Settings;

/// <summary>Takes the settings from the configuration that the Pulumi engine hands to the program.</summary>
internal static class EngineConfiguration
{
    private const string Namespace = SettingsSource.Project + ":";

    /// <summary>
    /// The values of everything that is given in our namespace, by key, the namespace <c>mtls:</c> included: the settings that exist and
    /// those that do not, which the binder refuses. Pulumi's own reader passes over a key that nobody asks it for.
    /// </summary>
    /// <remarks>
    /// The values are read as text and parsed here. Pulumi's own <c>GetObject</c> repeats a value that it cannot read in its exception, and
    /// that value may be a secret.
    /// </remarks>
    /// <param name="configuration">
    /// The engine's <c>PULUMI_CONFIG</c>, an object of texts, of which only the keys are read here; null where there is none.
    /// </param>
    /// <param name="get">Gives the text of a key without its namespace, null where it is not set: <c>new Config("mtls").Get</c>.</param>
    public static IReadOnlyDictionary<string, JsonElement> Read(string? configuration, Func<string, string?> get)
    {
        var values = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var key in SettingsShape.Of(typeof(EnvironmentSettings)).Select(member => member.Name).Union(KeysOf(configuration)))
        {
            if (get(key[Namespace.Length..]) is { } text)
            {
                values.Add(key, Parse(text));
            }
        }

        return values;
    }

    /// <summary>The keys of our namespace; in old stacks they begin with <c>mtls:config:</c>, which Pulumi reads as <c>mtls:</c>.</summary>
    private static IEnumerable<string> KeysOf(string? configuration)
    {
        if (string.IsNullOrEmpty(configuration))
        {
            return [];
        }

        const string old = Namespace + "config:";
        using var document = JsonDocument.Parse(configuration);
        return
        [
            .. document.RootElement.EnumerateObject()
                .Select(property => property.Name)
                .Where(key => key.StartsWith(Namespace, StringComparison.Ordinal))
                .Select(key => key.StartsWith(old, StringComparison.Ordinal) ? Namespace + key[old.Length..] : key),
        ];
    }

    private static JsonElement Parse(string text)
    {
        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(text);
        }
    }
}
