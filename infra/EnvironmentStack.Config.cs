using Infra.Planning;
using Infra.Settings;
using Pulumi;

namespace Infra;

/// <content>The program under the Pulumi CLI.</content>
internal static partial class EnvironmentStack
{
    /// <summary>Reads the configuration that the engine hands over, plans and deploys. What is wrong is told all at once, without a stack trace.</summary>
    /// <param name="configuration">The engine's <c>PULUMI_CONFIG</c>.</param>
    /// <param name="today">The day against which exceptions are held.</param>
    /// <returns>The process's exit code.</returns>
    public static Task<int> RunAsync(string? configuration, DateOnly today) => Pulumi.Deployment.RunAsync(() =>
    {
        var values = EngineConfiguration.Read(configuration, new Config(SettingsSource.Project).Get);
        var reading = IntentReader.FromEngine(Pulumi.Deployment.Instance.StackName, values, today);
        if (reading.Intent is not { } intent)
        {
            throw new RunException(string.Join('\n', reading.Errors));
        }

        try
        {
            return Deploy(EnvironmentPlan.From(intent));
        }
        catch (PlanRefusedException refusal)
        {
            throw new RunException(refusal.Message);
        }
    });
}
