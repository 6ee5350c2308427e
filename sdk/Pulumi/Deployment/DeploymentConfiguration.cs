using System.Collections.Immutable;
using System.Text.Json;

namespace Pulumi;

/// <summary>The stack's configuration: strings by <c>namespace:key</c>, as the environment variable <c>PULUMI_CONFIG</c> gives them.</summary>
internal sealed class DeploymentConfiguration
{
    private readonly ImmutableDictionary<string, string> _values;

    private DeploymentConfiguration(ImmutableDictionary<string, string> values) => _values = values;

    public static DeploymentConfiguration FromEnvironment()
    {
        var values = ImmutableDictionary.CreateBuilder<string, string>();
        if (Environment.GetEnvironmentVariable("PULUMI_CONFIG") is { } json)
        {
            using var document = JsonDocument.Parse(json);
            foreach (var property in document.RootElement.EnumerateObject())
            {
                values[WithoutConfig(property.Name)] = property.Value.ToString();
            }
        }

        return new(values.ToImmutable());
    }

    public string? this[string key] => _values.GetValueOrDefault(key);

    // Old stacks have "project:config:key" for "project:key".
    private static string WithoutConfig(string key) =>
        key.Split(':', 3) is [{ Length: > 0 } name, "config", var rest] ? $"{name}:{rest}" : key;
}
