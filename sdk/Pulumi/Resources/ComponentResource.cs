using System.Reflection;

namespace Pulumi;

/// <summary>A resource that groups other resources, which name it as their parent.</summary>
public class ComponentResource : Resource
{
    /// <summary>Registers a component without arguments.</summary>
    /// <param name="type">The type token, <c>package:module:Type</c>.</param>
    /// <param name="name">The name.</param>
    /// <param name="options">The options; null for none.</param>
    /// <exception cref="InvalidOperationException">No deployment is running.</exception>
    public ComponentResource(string type, string name, ComponentResourceOptions? options = null)
        : this(type, name, ResourceArgs.Empty, options)
    {
    }

    /// <summary>Registers a component.</summary>
    /// <param name="type">The type token, <c>package:module:Type</c>.</param>
    /// <param name="name">The name.</param>
    /// <param name="args">The arguments, which the engine records; null for none.</param>
    /// <param name="options">The options; null for none.</param>
    /// <param name="remote">Whether a provider constructs the component. The default is false.</param>
    /// <exception cref="InvalidOperationException">No deployment is running.</exception>
    public ComponentResource(string type, string name, ResourceArgs? args, ComponentResourceOptions? options = null, bool remote = false)
        : base(type, name, custom: false, args ?? ResourceArgs.Empty, options ?? new ComponentResourceOptions(), remote)
    {
    }

    /// <summary>Ends the construction: records the properties that are marked with <see cref="OutputAttribute"/>.</summary>
    protected void RegisterOutputs() => RegisterOutputs(GetType().GetProperties()
        .Where(property => property.IsDefined(typeof(OutputAttribute)) && property.Name != nameof(Urn))
        .ToDictionary(
            property => property.GetCustomAttribute<OutputAttribute>()!.Name is { } name && !string.IsNullOrWhiteSpace(name) ? name : property.Name,
            property => property.GetValue(this)));

    /// <summary>Ends the construction: records the outputs.</summary>
    /// <param name="outputs">The outputs by name.</param>
    protected void RegisterOutputs(IDictionary<string, object?> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        RegisterOutputs(Output.Create(outputs));
    }

    /// <inheritdoc cref="RegisterOutputs(IDictionary{string, object?})"/>
    protected void RegisterOutputs(Task<IDictionary<string, object?>> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        RegisterOutputs(Output.Create(outputs));
    }

    /// <inheritdoc cref="RegisterOutputs(IDictionary{string, object?})"/>
    protected void RegisterOutputs(Output<IDictionary<string, object?>> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        Deployment.Running.RegisterOutputs(this, outputs);
    }
}
