namespace Pulumi;

/// <summary>Tells the engine, and so the user, what a program has to say. Under mocks only errors have an effect: they fail the deployment.</summary>
public static class Log
{
    /// <summary>Says something that only a verbose run shows.</summary>
    /// <param name="message">The message.</param>
    /// <param name="resource">The resource that it is about. The default is the stack.</param>
    /// <param name="streamId">Joins messages that belong together. The default is none.</param>
    /// <param name="ephemeral">Whether the message is shown only while it is new. The default is false.</param>
    /// <exception cref="InvalidOperationException">No deployment is running.</exception>
    public static void Debug(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null) =>
        _ = Deployment.Running;

    /// <inheritdoc cref="Debug"/>
    /// <summary>Says something.</summary>
    public static void Info(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null) =>
        _ = Deployment.Running;

    /// <inheritdoc cref="Debug"/>
    /// <summary>Says something that the user should look at.</summary>
    public static void Warn(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null) =>
        _ = Deployment.Running;

    /// <inheritdoc cref="Debug"/>
    /// <summary>Says what is wrong, and fails the deployment once the program has ended.</summary>
    public static void Error(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null) =>
        Deployment.Running.LogError(message);

    /// <inheritdoc cref="Error"/>
    /// <param name="exception">What is wrong.</param>
    /// <param name="resource">The resource that it is about. The default is the stack.</param>
    /// <param name="streamId">Joins messages that belong together. The default is none.</param>
    /// <param name="ephemeral">Whether the message is shown only while it is new. The default is false.</param>
    public static void Exception(Exception exception, Resource? resource = null, int? streamId = null, bool? ephemeral = null) =>
        Error(exception.ToString(), resource, streamId, ephemeral);
}
