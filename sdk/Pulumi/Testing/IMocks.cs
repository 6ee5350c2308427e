namespace Pulumi.Testing;

/// <summary>Stands for the engine and its providers in a test. Is called from several threads at once.</summary>
public interface IMocks
{
    /// <summary>Answers the registration or the reading of a resource, components included, the stack excepted.</summary>
    /// <param name="args">The resource.</param>
    /// <returns>Its id, null for one that is given by options or that has none, and its state, a map of outputs by name.</returns>
    Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args);

    /// <summary>Answers a function or method call of a provider. The packages in this folder offer none, so it is never called.</summary>
    /// <param name="args">The call.</param>
    /// <returns>The result.</returns>
    Task<object> CallAsync(MockCallArgs args);

    /// <summary>Is told the outputs of a component or stack.</summary>
    /// <param name="args">The outputs.</param>
    /// <returns>A task that ends when they are recorded.</returns>
    Task RegisterResourceOutputs(MockRegisterResourceOutputsRequest args) => Task.CompletedTask;
}
