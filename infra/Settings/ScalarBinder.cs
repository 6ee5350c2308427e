using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Components.Intent;
using Manifests;

namespace Infra.Settings;

/// <summary>Reads the leaves of the settings: texts, numbers, truth values, days, durations and closed choices.</summary>
internal sealed class ScalarBinder(SettingsReport report)
{
    /// <summary>
    /// How Pulumi hands over a day that stands in a stack file without quotes: its YAML reader makes a time of it, its JSON writer prints
    /// Go's form of that time, such as <c>2026-01-01 00:00:00 +0000 UTC</c>.
    /// </summary>
    private const string GoMidnight = " 00:00:00 +0000 UTC";

    /// <summary>The form of a day in words.</summary>
    public const string AllowedDays = "year-month-day, such as 2027-06-30, from 2000 to 2199";

    private const int LargestPort = 65535;
    private const int EarliestYear = 2000;
    private const int LatestYear = 2199;

    /// <summary>Binds one leaf.</summary>
    public bool TryBind(Type type, SettingAttribute about, Node node, SettingsPath path, [NotNullWhen(true)] out object? value)
    {
        value = Read(type, about, node, path);
        return value is not null;
    }

    private object? Read(Type type, SettingAttribute about, Node node, SettingsPath path)
    {
        var scalar = node as ScalarNode;
        return type switch
        {
            _ when type == typeof(string) => ReadText(about, node, path),
            _ when type == typeof(int) => ReadInteger(about, node, path),
            _ when type == typeof(bool) => scalar?.AsBoolean ?? Refuse(path, node, "a truth value", "true or false"),
            _ when type == typeof(DateOnly) =>
                ReadDay(scalar?.AsString) ?? Refuse(path, node, "a day", AllowedDays),
            _ when type == typeof(TimeSpan) => ReadDuration(about, node, path),
            { IsEnum: true } => ReadChoice(type, node, path),
            _ => throw new InvalidOperationException($"no setting can be of type {type}"),
        };
    }

    private string? ReadText(SettingAttribute about, Node node, SettingsPath path)
    {
        var rule = TextForms.Of(about.Form);
        if (node is ScalarNode { AsString: { } text })
        {
            return rule.Accepts(text) ? text : (string?)Refuse(path, node, rule.Noun, rule.Allowed);
        }

        var quote = node is ScalarNode ? "put it in quotes if it is meant as a text" : null;
        report.Add(path, $"{ValueKind.Of(node)} is not {rule.Noun}", rule.Allowed, quote);
        return null;
    }

    private object? ReadInteger(SettingAttribute about, Node node, SettingsPath path)
    {
        var (minimum, maximum) = (Bound(about.Minimum, int.MinValue), Bound(about.Maximum, int.MaxValue));
        return node is ScalarNode { AsInteger: { } number } && number >= minimum && number <= maximum
            ? (int)number
            : Refuse(
                path,
                node,
                maximum == LargestPort ? "a port" : "a whole number in range",
                string.Create(CultureInfo.InvariantCulture, $"{minimum} to {maximum}"));
    }

    private object? ReadDuration(SettingAttribute about, Node node, SettingsPath path)
    {
        if (node is not ScalarNode { AsString: { } text } || !DurationText.TryParse(text, out var duration))
        {
            return Refuse(path, node, "a duration", DurationText.Allowed);
        }

        var (minimum, maximum) = (DurationBound(about.Minimum, TimeSpan.Zero), DurationBound(about.Maximum, TimeSpan.MaxValue));
        if (duration >= minimum && duration <= maximum)
        {
            return duration;
        }

        report.Add(path, $"{DurationText.Write(duration)} is out of range", $"{about.Minimum} to {about.Maximum}");
        return null;
    }

    private object? ReadChoice(Type type, Node node, SettingsPath path)
    {
        var names = WireName.All(type);
        if (node is ScalarNode { AsString: { } text } && names.TryGetValue(text, out var value))
        {
            return value;
        }

        var guess = node is ScalarNode scalar ? DidYouMean.Question(scalar.Text, names.Keys) : null;
        report.Add(path, $"{ValueKind.Of(node)} is none of the choices", string.Join(", ", names.Keys), guess);
        return null;
    }

    private static DateOnly? ReadDay(string? text)
    {
        var day = text?.EndsWith(GoMidnight, StringComparison.Ordinal) == true ? text[..^GoMidnight.Length] : text;
        return DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && date.Year is >= EarliestYear and <= LatestYear
            ? date
            : null;
    }

    private object? Refuse(SettingsPath path, Node node, string noun, string allowed)
    {
        report.Add(path, $"{ValueKind.Of(node)} is not {noun}", allowed);
        return null;
    }

    private static long Bound(string? text, long otherwise) => text is null ? otherwise : long.Parse(text, CultureInfo.InvariantCulture);

    private static TimeSpan DurationBound(string? text, TimeSpan otherwise) =>
        text is null ? otherwise
            : DurationText.TryParse(text, out var bound) ? bound
            : throw new FormatException($"{text} is not a duration");
}
