using System.Collections.Immutable;
using Pulumi.Testing;

namespace Pulumi;

public sealed partial class Deployment
{
    /// <summary>Runs a stack against mocks.</summary>
    /// <typeparam name="TStack">The stack.</typeparam>
    /// <param name="mocks">Stands for the engine and its providers.</param>
    /// <param name="options">Where the deployment believes itself to be; null for the defaults.</param>
    /// <returns>Every registered resource, the stack first.</returns>
    /// <exception cref="RunException">The program or a mock failed, or logged an error.</exception>
    /// <exception cref="AggregateException">There were several such failures.</exception>
    public static Task<ImmutableArray<Resource>> TestAsync<TStack>(IMocks mocks, TestOptions? options = null)
        where TStack : Stack, new() => TestAsync(mocks, options, static () => new TStack());

    /// <summary>Runs a program against mocks.</summary>
    /// <param name="testMocks">Stands for the engine and its providers.</param>
    /// <param name="testOptions">Where the deployment believes itself to be.</param>
    /// <param name="createResources">The program.</param>
    /// <returns>Every registered resource without the stack, and what the program returned.</returns>
    /// <exception cref="RunException">The program or a mock failed, or logged an error.</exception>
    /// <exception cref="AggregateException">There were several such failures.</exception>
    public static Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestAsync(
        IMocks testMocks, TestOptions testOptions, Func<Task<IDictionary<string, object?>>> createResources) =>
        TestFunctionAsync(testMocks, testOptions, () => createResources().GetAwaiter().GetResult());

    /// <inheritdoc cref="TestAsync(IMocks, TestOptions, Func{Task{IDictionary{string, object?}}})"/>
    public static Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestAsync(
        IMocks testMocks, TestOptions testOptions, Func<IDictionary<string, object?>> createResources) =>
        TestFunctionAsync(testMocks, testOptions, createResources);

    /// <inheritdoc cref="TestAsync(IMocks, TestOptions, Action)"/>
    public static Task<ImmutableArray<Resource>> TestAsync(IMocks testMocks, TestOptions testOptions, Func<Task> createResources) =>
        TestAsync(testMocks, testOptions, () => createResources().GetAwaiter().GetResult());

    /// <summary>Runs a program that has no outputs against mocks.</summary>
    /// <param name="testMocks">Stands for the engine and its providers.</param>
    /// <param name="testOptions">Where the deployment believes itself to be.</param>
    /// <param name="createResources">The program.</param>
    /// <returns>Every registered resource without the stack.</returns>
    /// <exception cref="RunException">The program or a mock failed, or logged an error.</exception>
    /// <exception cref="AggregateException">There were several such failures.</exception>
    public static async Task<ImmutableArray<Resource>> TestAsync(IMocks testMocks, TestOptions testOptions, Action createResources)
    {
        var (resources, _) = await TestFunctionAsync(testMocks, testOptions, () =>
        {
            createResources();
            return ImmutableDictionary<string, object?>.Empty;
        });
        return resources;
    }

    private static async Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestFunctionAsync(
        IMocks mocks, TestOptions? options, Func<IDictionary<string, object?>> program)
    {
        IDictionary<string, object?> outputs = ImmutableDictionary<string, object?>.Empty;
        var resources = await TestAsync(mocks, options, () =>
        {
            var stack = new Stack();
            outputs = program();
            return stack;
        });
        return (resources.RemoveAll(resource => resource is Stack), outputs);
    }

    // Must be async: it scopes the running deployment to this call.
    private static async Task<ImmutableArray<Resource>> TestAsync(IMocks mocks, TestOptions? options, Func<Stack> makeStack)
    {
        var deployment = new Deployment(mocks, options);
        Instance = new DeploymentInstance(deployment);
        await deployment.RunToEndAsync(makeStack);
        return deployment._errors switch
        {
            [] => deployment._monitor.Resources,
            [var error] => throw new RunException(error),
            var errors => throw new AggregateException(errors.Select(error => new RunException(error))),
        };
    }

    private async Task RunToEndAsync(Func<Stack> makeStack)
    {
        IReadOnlyList<Exception> failures;
        try
        {
            makeStack().RegisterOutputProperties();
            failures = await Tasks.WhenIdleOrFailedAsync();
        }
        catch (Exception failure)
        {
            failures = [failure];
        }

        if (failures.Count > 0)
        {
            // As the official packages do, for a program that drops the result.
            Environment.ExitCode = UserHasBeenTold;
        }

        foreach (var failure in failures)
        {
            LogError(failure switch
            {
                RunException or ResourceException { HideStack: true } => failure.Message,
                ResourceException => failure.ToString(),
                _ => $"the program failed:\n{failure}",
            });
        }
    }
}
