using System.Text.Json;
using Infra.Settings;
using Manifests;
using Manifests.Reading;

namespace Infra.Planning;

/// <summary>Reads environments: from their stack files, or from the configuration that the Pulumi engine hands over.</summary>
internal static class IntentReader
{
    /// <summary>Reads a stack of a checkout.</summary>
    /// <param name="root">The folder of <c>Pulumi.yaml</c>.</param>
    /// <param name="stack">The stack's name, such as <c>prod</c>.</param>
    /// <param name="today">The day against which exceptions are held.</param>
    public static IntentReading FromStack(string root, string stack, DateOnly today)
    {
        var names = StackFiles.Names(root);
        if (!names.Contains(stack, StringComparer.Ordinal))
        {
            return Failed(new SettingsError
            {
                Message = $"there is no stack {SettingsPath.Root[stack]}",
                Allowed = names.Count == 0 ? null : string.Join(", ", names),
                Fix = names.Count == 0 ? $"write {StackFiles.FileOf(stack)}" : DidYouMean.Question(stack, names),
            });
        }

        var file = StackFiles.FileOf(stack);
        try
        {
            return FromText(stack, file, File.ReadAllBytes(Path.Combine(root, file)), today);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            const string fix = "check that it exists and that you may read it";
            return Failed(new SettingsError { File = file, Message = "the file cannot be read", Fix = fix }) with { IsUnreadable = true };
        }
    }

    /// <summary>Reads the text of a stack file.</summary>
    /// <param name="environment">The environment's name.</param>
    /// <param name="file">The file as messages name it.</param>
    /// <param name="utf8">What it holds.</param>
    /// <param name="today">The day against which exceptions are held.</param>
    public static IntentReading FromText(string environment, string file, ReadOnlyMemory<byte> utf8, DateOnly today)
    {
        var text = new ManifestReader().ReadDocuments(utf8, file);
        // Where a text ends too early, its reader points at the line after the last.
        var lastLine = utf8.Span.Count((byte)'\n') + 1;
        SettingsError[] errors = [.. text.Errors.Select(error => At(Math.Min(error.Mark.Line, lastLine), error.Message))];
        return (text.Items.Concat(text.Incomplete).ToArray(), errors) switch
        {
            ([MapNode map], _) when map["config"] is MapNode config =>
                With(errors, FromTree(environment, new SettingsSource(config, file), today)),
            ([_, { Mark: var second }, ..], _) =>
                new IntentReading(null, [.. errors, At(second?.Line ?? 1, "a second document", "a stack file is one YAML document")]),
            (_, []) => new IntentReading(null, [At(1, "there is no map config in it", "put the settings under config:")]),
            _ => new IntentReading(null, errors),
        };

        SettingsError At(int line, string message, string? fix = null) => new() { File = file, Line = line, Message = message, Fix = fix };
    }

    /// <summary>Reads the configuration that the Pulumi engine hands over.</summary>
    /// <param name="environment">The stack's name.</param>
    /// <param name="config">The values by key, the namespace <c>mtls:</c> included.</param>
    /// <param name="today">The day against which exceptions are held.</param>
    public static IntentReading FromEngine(string environment, IReadOnlyDictionary<string, JsonElement> config, DateOnly today)
    {
        var tree = new MapNode();
        foreach (var (key, value) in config)
        {
            tree.Add(key, Node.FromJson(value));
        }

        return FromTree(environment, new SettingsSource(tree, file: null), today);
    }

    private static IntentReading FromTree(string environment, SettingsSource source, DateOnly today)
    {
        var report = new SettingsReport(source);
        var settings = new SettingsBinder(report).Bind(source.Tree);
        var intent = settings is null ? null : IntentResolver.Resolve(environment, settings, report, today);
        return new IntentReading(intent, report.Errors());
    }

    private static IntentReading With(IReadOnlyCollection<SettingsError> errors, IntentReading reading) => errors.Count == 0
        ? reading
        : new IntentReading(null, [.. errors.Concat(reading.Errors).OrderBy(error => error.Line)]);

    private static IntentReading Failed(SettingsError error) => new(null, [error]);
}
