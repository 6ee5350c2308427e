using System.Text;
using Components.Intent;

namespace Infra.Settings;

/// <summary>
/// Writes the tables of <c>docs/settings.md</c>: every setting, from the same metadata that the binder follows and <see cref="SettingsSchema"/>
/// is made of.
/// </summary>
internal static class SettingsReference
{
    /// <summary>The line of the page after which everything is written by <see cref="Write"/>; what stands before it is written by hand.</summary>
    public const string Marker = "<!-- Written from the settings' metadata: UPDATE_GOLDENS=1 dotnet test --filter SettingsReferenceTests -->\n";

    /// <summary>One section with a table for each record of settings, in the order of a stack file.</summary>
    public static string Write()
    {
        var page = new StringBuilder();
        Append(page, typeof(EnvironmentSettings), "config");
        return page.ToString();
    }

    private static void Append(StringBuilder page, Type record, string path)
    {
        var members = SettingsShape.Of(record);
        page.Append($"\n## `{path}`\n\n| Key | Type | Default | Allowed | Meaning |\n|---|---|---|---|---|\n");
        foreach (var member in members)
        {
            var link = Record(member.Type) is null ? null : Anchor(PathOf(member, path));
            page.Append($"| `{member.Name}` | {(member.About.OneOrMany ? "text or " : "")}{TypeOf(member.Type, link)} | {DefaultOf(member)} | {Allowed(member.Type, member.About)} | {Meaning(member)} |\n");
        }

        foreach (var member in members)
        {
            if (Record(member.Type) is { } inner)
            {
                Append(page, inner, PathOf(member, path));
            }
        }
    }

    /// <summary>The record that a setting consists of, or that its entries are; null where it has none.</summary>
    private static Type? Record(Type type)
    {
        _ = SettingsShape.IsMap(type, out var inner) || SettingsShape.IsList(type, out inner);
        return SettingsShape.IsRecord(inner) ? inner : null;
    }

    /// <summary><c>mtls:services.&lt;service&gt;.callers[]</c>: maps have plural names, and an entry is called by the singular.</summary>
    private static string PathOf(SettingMember member, string parent)
    {
        var path = member.Name.Contains(':', StringComparison.Ordinal) ? member.Name : $"{parent}.{member.Name}";
        return SettingsShape.IsMap(member.Type, out _) ? $"{path}.<{member.Name[(member.Name.IndexOf(':', StringComparison.Ordinal) + 1)..^1]}>"
            : SettingsShape.IsList(member.Type, out _) ? $"{path}[]"
            : path;
    }

    private static string TypeOf(Type type, string? link)
    {
        if (SettingsShape.IsMap(type, out var value))
        {
            return link is null ? $"map of {TypeOf(value, null)}" : $"map of [maps]({link})";
        }

        if (SettingsShape.IsList(type, out var item))
        {
            return link is null ? $"list of {TypeOf(item, null)}" : $"list of [maps]({link})";
        }

        return type switch
        {
            _ when link is not null => $"[map]({link})",
            _ when type == typeof(string) => "text",
            _ when type == typeof(bool) => "truth value",
            _ when type == typeof(int) => "whole number",
            _ when type == typeof(DateOnly) => "day",
            _ when type == typeof(TimeSpan) => "duration",
            { IsEnum: true } => "choice",
            _ => throw new InvalidOperationException($"no setting can be of type {type}"),
        };
    }

    private static string DefaultOf(SettingMember member) =>
        member.IsRequired ? "**required**" : member.About.Default is { } words ? Cell(words) : "none";

    private static string Allowed(Type type, SettingAttribute about)
    {
        var parts = new List<string>();
        if (SettingsShape.IsMap(type, out var inner))
        {
            parts.Add($"keys: {Rule(about.Keys)}");
        }
        else
        {
            SettingsShape.IsList(type, out inner);
        }

        if (inner != type && about.AtLeast > 0)
        {
            parts.Add($"{about.AtLeast} or more");
        }

        if (!SettingsShape.IsRecord(inner))
        {
            parts.Add(Leaf(inner, about));
        }

        return string.Join("; ", parts);
    }

    private static string Leaf(Type type, SettingAttribute about) => type switch
    {
        _ when type == typeof(string) => Rule(about.Form),
        _ when type == typeof(bool) => "`true`, `false`",
        _ when type == typeof(DateOnly) => Cell(ScalarBinder.AllowedDays),
        { IsEnum: true } => string.Join(", ", WireName.All(type).Keys.Select(name => $"`{name}`")),
        _ => $"{about.Minimum} to {about.Maximum}",
    };

    private static string Rule(TextForm form) => Cell($"{TextForms.Of(form).Noun}: {TextForms.Of(form).Allowed}");

    private static string Meaning(SettingMember member) =>
        Cell(member.About.Description) + (member.About.Example is { } example ? $"; such as `{example}`" : "");

    /// <summary>The anchor that forges give to a heading: lower case, only letters, digits, hyphens and spaces, which become hyphens.</summary>
    private static string Anchor(string heading) =>
        "#" + string.Concat(heading.Where(c => char.IsAsciiLetterOrDigit(c) || c == '-').Select(char.ToLowerInvariant));

    private static string Cell(string text)
    {
        foreach (var mark in (string[])["\\", "*", "<", "|", "_", "["])
        {
            text = text.Replace(mark, $"\\{mark}", StringComparison.Ordinal);
        }

        return text;
    }
}
