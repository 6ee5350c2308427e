using Infra.Settings;

namespace Infra.Planning;

/// <summary>How the reading of an environment went: an intent, or everything that stands in its way.</summary>
/// <param name="Intent">The environment; null where there are errors.</param>
/// <param name="Errors">What is wrong, by line and path; empty where there is an intent.</param>
internal sealed record IntentReading(EnvironmentIntent? Intent, IReadOnlyList<SettingsError> Errors)
{
    /// <summary>Whether the stack file is there and its text could not be had at all.</summary>
    public bool IsUnreadable { get; init; }
}
