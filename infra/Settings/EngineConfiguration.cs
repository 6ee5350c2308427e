using System.Text.Json;

namespace Infra.Settings;

/// <summary>Takes the settings from the configuration that the Pulumi engine hands to the program.</summary>
internal static class EngineConfiguration
{
    /// <summary>The values of all settings that are given, by key, the namespace <c>mtls:</c> included.</summary>
    /// <remarks>
    /// The values are read as text and parsed here. Pulumi's own <c>GetObject</c> repeats a value that it cannot read in its exception, and
    /// that value may be a secret.
    /// </remarks>
    /// <param name="get">Gives the text of a key without its namespace, null where it is not set: <c>new Config("mtls").Get</c>.</param>
    public static IReadOnlyDictionary<string, JsonElement> Read(Func<string, string?> get)
    {
        var values = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in SettingsShape.Of(typeof(EnvironmentSettings)))
        {
            if (get(member.Name[(SettingsSource.Project.Length + 1)..]) is { } text)
            {
                values.Add(member.Name, Parse(text));
            }
        }

        return values;
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
