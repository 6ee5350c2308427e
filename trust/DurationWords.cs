using System.Globalization;

namespace Trust;

/// <summary>A duration as people say it: in its largest whole unit.</summary>
internal static class DurationWords
{
    internal static string Of(TimeSpan duration) => duration switch
    {
        { Ticks: 0 } => "0 s",
        _ when duration.Ticks % TimeSpan.TicksPerDay == 0 => Word(duration.TotalDays, "d"),
        _ when duration.Ticks % TimeSpan.TicksPerHour == 0 => Word(duration.TotalHours, "h"),
        _ when duration.Ticks % TimeSpan.TicksPerMinute == 0 => Word(duration.TotalMinutes, "min"),
        _ => Word(duration.TotalSeconds, "s"),
    };

    /// <summary>The duration in the largest unit of which it holds two, rounded: for people, not for settings.</summary>
    internal static string Rough(TimeSpan duration) => duration switch
    {
        { TotalDays: >= 2 } => Word(Math.Round(duration.TotalDays), "d"),
        { TotalHours: >= 2 } => Word(Math.Round(duration.TotalHours), "h"),
        { TotalMinutes: >= 2 } => Word(Math.Round(duration.TotalMinutes), "min"),
        _ => Word(Math.Round(duration.TotalSeconds), "s"),
    };

    private static string Word(double number, string unit) => string.Create(CultureInfo.InvariantCulture, $"{number:0.###} {unit}");
}
