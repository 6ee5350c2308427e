using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Manifests;

namespace Infra.Settings;

/// <summary>
/// Fills records of settings from a tree: the one way in, whether the tree comes from a stack file or from the Pulumi engine. It is strict,
/// and it goes on after an error: what could not be read is left out and reported.
/// </summary>
internal sealed class SettingsBinder(SettingsReport report)
{
    private readonly ScalarBinder _scalars = new(report);

    /// <summary>Binds a whole environment. Keys of other namespaces belong to other programs and are passed over.</summary>
    /// <returns>The settings without the parts that are wrong; null where a part is missing that nothing can do without.</returns>
    public EnvironmentSettings? Bind(MapNode tree)
    {
        var own = new MapNode();
        foreach (var entry in tree)
        {
            if (!entry.Key.Contains(':', StringComparison.Ordinal))
            {
                var path = SettingsPath.Root[entry.Key];
                report.Add(path, "a key without a namespace", $"{SettingsSource.Project}:<key>", $"write {SettingsSource.Project}:{path}");
            }
            else if (entry.Key.StartsWith($"{SettingsSource.Project}:", StringComparison.Ordinal))
            {
                own.Add(entry);
            }
        }

        return TryBindRecord(typeof(EnvironmentSettings), own, SettingsPath.Root, out var settings) ? (EnvironmentSettings)settings : null;
    }

    /// <summary>Binds a list of statements that stands in a file of its own.</summary>
    public IReadOnlyList<StatementSettings> BindStatements(ListNode list) =>
        TryBindList(typeof(StatementSettings), new SettingAttribute(""), list, Planning.SettingPaths.Statements, out var bound)
            ? (IReadOnlyList<StatementSettings>)bound
            : [];

    /// <summary>Binds levels and suppressions that stand in a file of their own; null where they cannot be read as such.</summary>
    public PolicySettings? BindPolicies(MapNode map) =>
        TryBindRecord(typeof(PolicySettings), map, SettingsPath.Root, out var bound) ? (PolicySettings)bound : null;

    private bool TryBind(Type type, SettingAttribute about, Node node, SettingsPath path, [NotNullWhen(true)] out object? value)
    {
        value = null;
        switch (node)
        {
            case ScalarNode { IsNull: true }:
                report.Add(path, "null is no value", fix: "leave the key out, or give it a value");
                return false;
            case MapNode { Count: 1 } secret when secret.TryGet("secure", out var cipher) && cipher is ScalarNode { AsString: not null }:
                report.Add(path, "an encrypted value, but this setting is not a secret", fix: "set it again without --secret");
                return false;
        }

        if (SettingsShape.IsRecord(type))
        {
            return TryBindRecord(type, node, path, out value);
        }

        if (SettingsShape.IsMap(type, out var valueType))
        {
            return TryBindMap(valueType, about, node, path, out value);
        }

        return SettingsShape.IsList(type, out var itemType)
            ? TryBindList(itemType, about, node, path, out value)
            : _scalars.TryBind(type, about, node, path, out value);
    }

    private bool TryBindRecord(Type type, Node node, SettingsPath path, [NotNullWhen(true)] out object? value)
    {
        value = null;
        var members = SettingsShape.Of(type);
        if (node is not MapNode map)
        {
            report.Add(path, $"{ValueKind.Of(node)} is not a map", $"a map with the keys {Names(members)}");
            return false;
        }

        foreach (var entry in map)
        {
            if (!members.Any(member => member.Name == entry.Key))
            {
                var guess = DidYouMean.Question(entry.Key, members.Select(member => member.Name));
                report.Add(path[entry.Key], "unknown key", guess is null ? Names(members) : null, guess);
            }
        }

        var record = Activator.CreateInstance(type)!;
        var complete = true;
        foreach (var member in members)
        {
            if (map.TryGet(member.Name, out var given))
            {
                if (TryBind(member.Type, member.About, given, path[member.Name], out var part))
                {
                    member.Property.SetValue(record, part);
                    continue;
                }
            }
            else if (member.IsRequired)
            {
                var example = member.About.Example is { } text ? $"such as {text}" : null;
                report.Add(path[member.Name], $"missing: {LowerFirst(member.About.Description)}", fix: example);
            }

            complete &= !member.IsRequired;
        }

        value = complete ? record : null;
        return complete;
    }

    /// <summary>
    /// Binds a map in the ordinal order of its keys. The Pulumi engine hands maps over in that order, whatever the file says, and both ways
    /// in must give the same plan.
    /// </summary>
    private bool TryBindMap(Type valueType, SettingAttribute about, Node node, SettingsPath path, [NotNullWhen(true)] out object? value)
    {
        value = null;
        if (node is not MapNode map)
        {
            report.Add(path, $"{ValueKind.Of(node)} is not a map", $"a map whose keys are each {TextForms.Of(about.Keys).Noun}");
            return false;
        }

        var bound = (IDictionary)Activator.CreateInstance(typeof(OrderedDictionary<,>).MakeGenericType(typeof(string), valueType))!;
        var rule = TextForms.Of(about.Keys);
        foreach (var entry in map.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            if (!rule.Accepts(entry.Key))
            {
                report.Add(path[entry.Key], $"the key is not {rule.Noun}", rule.Allowed);
            }

            if (TryBind(valueType, about, entry.Value, path[entry.Key], out var part) && rule.Accepts(entry.Key))
            {
                bound.Add(entry.Key, part);
            }
        }

        value = bound;
        return HasEnough(map.Count, about, path);
    }

    private bool TryBindList(Type itemType, SettingAttribute about, Node node, SettingsPath path, [NotNullWhen(true)] out object? value)
    {
        value = null;
        var bound = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(itemType))!;
        if (about.OneOrMany && node is ScalarNode)
        {
            if (TryBind(itemType, about, node, path, out var one))
            {
                bound.Add(one);
                value = bound;
            }

            return value is not null;
        }

        if (node is not ListNode list)
        {
            report.Add(path, $"{ValueKind.Of(node)} is not a list", "a list such as [a, b]");
            return false;
        }

        for (var index = 0; index < list.Count; index++)
        {
            if (TryBind(itemType, about, list[index], path[index], out var item))
            {
                if (item is string && bound.Contains(item))
                {
                    report.Add(path[index], "the same entry stands in this list before", fix: "remove one of them");
                }
                else
                {
                    bound.Add(item);
                }
            }
        }

        value = bound;
        return HasEnough(list.Count, about, path);
    }

    private bool HasEnough(int count, SettingAttribute about, SettingsPath path)
    {
        if (count >= about.AtLeast)
        {
            return true;
        }

        report.Add(
            path,
            "nothing in it",
            string.Create(CultureInfo.InvariantCulture, $"{about.AtLeast} or more"),
            about.Default is null ? null : $"leave the key out for: {about.Default}");
        return false;
    }

    private static string Names(IEnumerable<SettingMember> members) => string.Join(", ", members.Select(member => member.Name));

    private static string LowerFirst(string sentence) =>
        sentence.Length > 1 && char.IsLower(sentence[1]) ? char.ToLowerInvariant(sentence[0]) + sentence[1..] : sentence;
}
