using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace Pulumi;

/// <summary>Reads the stack's configuration values of one namespace.</summary>
public sealed class Config
{
    private readonly string _name;

    /// <summary>Reads values of a namespace.</summary>
    /// <param name="name">The namespace. The default is the project's name.</param>
    /// <exception cref="InvalidOperationException">No deployment is running.</exception>
    public Config(string? name = null)
    {
        const string OldSuffix = ":config";
        name ??= Deployment.Instance.ProjectName;
        _name = name.EndsWith(OldSuffix, StringComparison.Ordinal) ? name[..^OldSuffix.Length] : name;
    }

    private delegate bool TryParse<T>(string text, out T value);

    /// <summary>A text.</summary>
    /// <param name="key">The key within the namespace.</param>
    /// <returns>The text; null when it is not set.</returns>
    public string? Get(string key) => Deployment.Running.Configuration[FullKey(key)];

    /// <inheritdoc cref="Get(string)"/>
    public Output<string>? GetSecret(string key) => Get(key) is { } value ? Output.CreateSecret(value) : null;

    /// <summary>A boolean, spelled <c>true</c> or <c>false</c>.</summary>
    /// <param name="key">The key within the namespace.</param>
    /// <returns>The boolean; null when it is not set.</returns>
    /// <exception cref="RunException">The value is none.</exception>
    public bool? GetBoolean(string key) => Parse<bool>(key, static (text, out value) => (value = text == "true") || text == "false");

    /// <inheritdoc cref="GetBoolean(string)"/>
    public Output<bool>? GetSecretBoolean(string key) => Secret(GetBoolean(key));

    /// <summary>A whole number.</summary>
    /// <param name="key">The key within the namespace.</param>
    /// <returns>The number; null when it is not set.</returns>
    /// <exception cref="RunException">The value is none.</exception>
    public int? GetInt32(string key) =>
        Parse<int>(key, static (text, out value) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out value));

    /// <inheritdoc cref="GetInt32(string)"/>
    public Output<int>? GetSecretInt32(string key) => Secret(GetInt32(key));

    /// <summary>A number.</summary>
    /// <param name="key">The key within the namespace.</param>
    /// <returns>The number; null when it is not set.</returns>
    /// <exception cref="RunException">The value is none.</exception>
    public double? GetDouble(string key) =>
        Parse<double>(key, static (text, out value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value));

    /// <inheritdoc cref="GetDouble(string)"/>
    public Output<double>? GetSecretDouble(string key) => Secret(GetDouble(key));

    /// <summary>A structured value, read as <see cref="JsonSerializer"/> reads it: unknown members are dropped.</summary>
    /// <typeparam name="T">The type to read.</typeparam>
    /// <param name="key">The key within the namespace.</param>
    /// <returns>The value; the default of <typeparamref name="T"/> when it is not set.</returns>
    /// <exception cref="RunException">The value does not have that form. The message shows the value.</exception>
    [return: MaybeNull]
    public T GetObject<T>(string key) => Object<T>(key, options: null);

    /// <inheritdoc cref="GetObject{T}(string)"/>
    /// <param name="key">The key within the namespace.</param>
    /// <param name="options">How to read it.</param>
    [return: MaybeNull]
    public T GetObject<T>(string key, JsonSerializerOptions options) => Object<T>(key, options);

    /// <inheritdoc cref="GetObject{T}(string)"/>
    public Output<T>? GetSecretObject<T>(string key) => Get(key) is null ? null : Output.CreateSecret(Object<T>(key, options: null)!);

    /// <summary>A text that must be set.</summary>
    /// <param name="key">The key within the namespace.</param>
    /// <returns>The text.</returns>
    /// <exception cref="RunException">It is not set.</exception>
    public string Require(string key) => Get(key) ?? throw Missing(key);

    /// <inheritdoc cref="Require(string)"/>
    public Output<string> RequireSecret(string key) => Output.CreateSecret(Require(key));

    /// <summary>A boolean that must be set, spelled <c>true</c> or <c>false</c>.</summary>
    /// <param name="key">The key within the namespace.</param>
    /// <returns>The boolean.</returns>
    /// <exception cref="RunException">It is not set, or is none.</exception>
    public bool RequireBoolean(string key) => GetBoolean(key) ?? throw Missing(key);

    /// <inheritdoc cref="RequireBoolean(string)"/>
    public Output<bool> RequireSecretBoolean(string key) => Output.CreateSecret(RequireBoolean(key));

    /// <summary>A whole number that must be set.</summary>
    /// <param name="key">The key within the namespace.</param>
    /// <returns>The number.</returns>
    /// <exception cref="RunException">It is not set, or is none.</exception>
    public int RequireInt32(string key) => GetInt32(key) ?? throw Missing(key);

    /// <inheritdoc cref="RequireInt32(string)"/>
    public Output<int> RequireSecretInt32(string key) => Output.CreateSecret(RequireInt32(key));

    /// <summary>A number that must be set.</summary>
    /// <param name="key">The key within the namespace.</param>
    /// <returns>The number.</returns>
    /// <exception cref="RunException">It is not set, or is none.</exception>
    public double RequireDouble(string key) => GetDouble(key) ?? throw Missing(key);

    /// <inheritdoc cref="RequireDouble(string)"/>
    public Output<double> RequireSecretDouble(string key) => Output.CreateSecret(RequireDouble(key));

    /// <summary>A structured value that must be set, read as <see cref="JsonSerializer"/> reads it: unknown members are dropped.</summary>
    /// <typeparam name="T">The type to read.</typeparam>
    /// <param name="key">The key within the namespace.</param>
    /// <returns>The value.</returns>
    /// <exception cref="RunException">It is not set, or does not have that form. The message shows the value.</exception>
    public T RequireObject<T>(string key) => Get(key) is null ? throw Missing(key) : Object<T>(key, options: null)!;

    /// <inheritdoc cref="RequireObject{T}(string)"/>
    /// <param name="key">The key within the namespace.</param>
    /// <param name="options">How to read it.</param>
    public T RequireObject<T>(string key, JsonSerializerOptions options) => Get(key) is null ? throw Missing(key) : Object<T>(key, options)!;

    /// <inheritdoc cref="RequireObject{T}(string)"/>
    public Output<T> RequireSecretObject<T>(string key) => Output.CreateSecret(RequireObject<T>(key));

    private static Output<T>? Secret<T>(T? value)
        where T : struct => value is { } set ? Output.CreateSecret(set) : null;

    private T? Parse<T>(string key, TryParse<T> tryParse)
        where T : struct =>
        Get(key) is not { } text ? null : tryParse(text, out var value) ? value : throw Malformed(key, text, typeof(T), cause: null);

    private T? Object<T>(string key, JsonSerializerOptions? options)
    {
        if (Get(key) is not { } json)
        {
            return default;
        }

        try
        {
            return JsonSerializer.Deserialize<T>(json, options);
        }
        catch (JsonException cause)
        {
            throw Malformed(key, json, typeof(T), cause);
        }
    }

    private string FullKey(string key) => $"{_name}:{key}";

    private RunException Missing(string key) =>
        new($"configuration '{FullKey(key)}' is not set; set it with `pulumi config set {FullKey(key)} <value>`");

    private RunException Malformed(string key, string value, Type type, Exception? cause) =>
        new($"configuration '{FullKey(key)}' has the value '{value}', which is not a valid {(type.IsPrimitive ? type.Name : type.FullName)}", cause);
}
