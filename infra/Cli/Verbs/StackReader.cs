using Infra.Planning;

namespace Infra.Cli.Verbs;

/// <summary>Reads the stack that a verb works on.</summary>
internal static class StackReader
{
    /// <summary>Reads a stack file of the checkout, with all its mistakes.</summary>
    public static IntentReading Read(CliContext context, string stack) =>
        IntentReader.FromStack(ProjectFolder.Find(context), stack, DateOnly.FromDateTime(context.Clock.GetUtcNow().UtcDateTime));

    /// <summary>The plan of a stack.</summary>
    /// <exception cref="CliFailure">The stack does not exist, or its settings have mistakes: all of them are told.</exception>
    public static EnvironmentPlan Plan(CliContext context, string stack) => EnvironmentPlan.From(Intent(context, stack));

    /// <summary>The intent of a stack.</summary>
    /// <exception cref="CliFailure">The stack does not exist, or its settings have mistakes: all of them are told.</exception>
    public static EnvironmentIntent Intent(CliContext context, string stack)
    {
        var reading = Read(context, stack);
        return reading switch
        {
            { Intent: { } intent } => intent,
            { IsUnreadable: true } => throw CliFailure.Unreadable(string.Join('\n', reading.Errors)),
            _ => throw CliFailure.Usage([.. reading.Errors.Select(error => error.ToString())]),
        };
    }
}
