using Pulumi.Testing;

namespace Pulumi;

/// <summary>Runs a program: for a test against mocks, or for the engine.</summary>
public sealed partial class Deployment
{
    private static readonly AsyncLocal<DeploymentInstance?> CurrentInstance = new();

    private readonly List<string> _errors = [];
    private readonly MockMonitor _monitor;

    private Deployment(IMocks mocks, TestOptions? options)
    {
        Options = options ?? new TestOptions();
        Configuration = DeploymentConfiguration.FromEnvironment();
        _monitor = new MockMonitor(mocks);
    }

    /// <summary>The running deployment.</summary>
    /// <exception cref="InvalidOperationException">None is running.</exception>
    public static DeploymentInstance Instance
    {
        get => CurrentInstance.Value
            ?? throw new InvalidOperationException("no deployment is running: resources, Config, Log and Deployment.Instance work within Deployment.RunAsync and TestAsync only");
        private set => CurrentInstance.Value = CurrentInstance.Value is null
            ? value
            : throw new InvalidOperationException("a deployment is running already; one cannot be started within another");
    }

    internal static Deployment Running => Instance.Deployment;

    internal static Deployment? Current => CurrentInstance.Value?.Deployment;

    internal TestOptions Options { get; }

    internal DeploymentConfiguration Configuration { get; }

    internal TaskMonitor Tasks { get; } = new();

    internal Stack Stack
    {
        get => field ?? throw new InvalidOperationException("the stack must be constructed before other resources");
        set;
    }

    internal void LogError(string message)
    {
        lock (_errors)
        {
            _errors.Add(message);
        }
    }
}
