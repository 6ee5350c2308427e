using System.Text.Json;
using Infra.Settings;
using Manifests;

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
            return FromText(stack, file, File.ReadAllText(Path.Combine(root, file)), today);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Failed(new SettingsError { File = file, Message = "the file cannot be read", Fix = "check that it exists and that you may read it" });
        }
    }

    /// <summary>Reads the text of a stack file.</summary>
    /// <param name="environment">The environment's name.</param>
    /// <param name="file">The file as messages name it.</param>
    /// <param name="text">What it holds.</param>
    /// <param name="today">The day against which exceptions are held.</param>
    public static IntentReading FromText(string environment, string file, string text, DateOnly today)
    {
        var errors = new List<SettingsError>();
        var document = new StackYaml(file, text, errors).Read();
        if (document is null)
        {
            return new IntentReading(null, errors);
        }

        if (document is not MapNode map || map["config"] is not MapNode config)
        {
            errors.Add(new SettingsError { File = file, Line = 1, Message = "there is no map config in it", Fix = "put the settings under config:" });
            return new IntentReading(null, errors);
        }

        var reading = FromTree(environment, new SettingsSource(config, file), today);
        return errors.Count == 0
            ? reading
            : new IntentReading(null, [.. errors.Concat(reading.Errors).OrderBy(error => error.Line)]);
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
        var regions = settings is null ? [] : IntentResolver.Resolve(environment, settings, report, today);
        return settings is not null && report.IsClean
            ? new IntentReading(new EnvironmentIntent { Name = environment, Settings = settings, Regions = regions }, [])
            : new IntentReading(null, report.Errors());
    }

    private static IntentReading Failed(SettingsError error) => new(null, [error]);
}
