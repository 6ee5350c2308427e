using System.Globalization;

namespace Infra.Cli;

/// <summary>Instants on the command line, in UTC.</summary>
internal static class Instants
{
    private const string Second = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>How an instant is written.</summary>
    public const string HelpName = "yyyy-mm-dd[Thh:mm:ssZ]";

    /// <summary>Reads a day, which begins at midnight, or a second.</summary>
    /// <exception cref="CliFailure">The text is neither.</exception>
    public static DateTimeOffset? Read(string option, string? text) => text switch
    {
        null => null,
        _ when DateTimeOffset.TryParseExact(
            text, ["yyyy-MM-dd", Second], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) => instant,
        _ => throw CliFailure.Usage([$"{option}: '{PlainText.Line(text)}' is no instant; allowed: {HelpName}"], $"for example {option} 2027-12-01"),
    };

    /// <summary>Writes a second.</summary>
    public static string Write(DateTimeOffset instant) => instant.UtcDateTime.ToString(Second, CultureInfo.InvariantCulture);

    /// <summary>Whole days from an instant to a later one; negative after it.</summary>
    public static int DaysTo(DateTimeOffset end, DateTimeOffset at) =>
        DateOnly.FromDateTime(end.UtcDateTime).DayNumber - DateOnly.FromDateTime(at.UtcDateTime).DayNumber;
}
