using System.CommandLine;
using System.Globalization;

namespace Infra.Cli;

/// <summary>An option that takes a day instead of today.</summary>
internal sealed class DayOption : Option<string?>
{
    /// <param name="description">What the day is for.</param>
    public DayOption(string description)
        : base("--at")
    {
        Description = description;
        HelpName = "yyyy-mm-dd";
    }

    /// <summary>The day that was given, or today.</summary>
    /// <exception cref="CliFailure">What was given is no day.</exception>
    public DateOnly Read(ParseResult arguments, CliContext context) => arguments.GetValue(this) switch
    {
        null => DateOnly.FromDateTime(context.Clock.GetUtcNow().UtcDateTime),
        var text when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => day,
        var text => throw CliFailure.Usage([$"--at: '{PlainText.Line(text)}' is no day; allowed: yyyy-mm-dd"], "for example --at 2027-12-01"),
    };
}
