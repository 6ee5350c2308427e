namespace Pulumi;

public sealed partial class Deployment
{
    /// <summary>What a process exits with when the user has been told why: the CLI's language host then adds nothing.</summary>
    private const int UserHasBeenTold = 32;

    /// <summary>Runs a program that has no outputs.</summary>
    /// <param name="action">The program.</param>
    /// <returns>The exit code: always 32 here, since the stand-in cannot deploy.</returns>
    /// <exception cref="InvalidOperationException">The process was not started by the Pulumi CLI.</exception>
    public static Task<int> RunAsync(Action action) => RefuseAsync();

    /// <summary>Runs a program that returns its outputs.</summary>
    /// <inheritdoc cref="RunAsync(Action)" path="/returns"/>
    /// <inheritdoc cref="RunAsync(Action)" path="/exception"/>
    /// <param name="func">The program.</param>
    public static Task<int> RunAsync(Func<IDictionary<string, object?>> func) => RefuseAsync();

    /// <inheritdoc cref="RunAsync(Action)"/>
    /// <param name="func">The program.</param>
    public static Task<int> RunAsync(Func<Task> func) => RefuseAsync();

    /// <inheritdoc cref="RunAsync(Func{IDictionary{string, object?}})"/>
    /// <param name="func">The program.</param>
    /// <param name="options">Options of the stack; null for none.</param>
    public static Task<int> RunAsync(Func<Task<IDictionary<string, object?>>> func, StackOptions? options = null) => RefuseAsync();

    /// <summary>Runs a program whose resources are made by the constructor of a stack.</summary>
    /// <inheritdoc cref="RunAsync(Action)" path="/returns"/>
    /// <inheritdoc cref="RunAsync(Action)" path="/exception"/>
    /// <typeparam name="TStack">The stack.</typeparam>
    public static Task<int> RunAsync<TStack>()
        where TStack : Stack, new() => RefuseAsync();

    private static async Task<int> RefuseAsync()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("PULUMI_MONITOR")))
        {
            throw new InvalidOperationException("the Pulumi engine is not available; run the program with the `pulumi` CLI");
        }

        await Console.Error.WriteLineAsync(
            "this program is built with its offline stand-in for Pulumi's packages, which cannot deploy; build it with -p:PulumiSdk=official");

        // For a program that awaits this method but drops its result.
        Environment.ExitCode = UserHasBeenTold;
        return UserHasBeenTold;
    }
}
