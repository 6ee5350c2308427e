using System.Reflection;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>The root of a program's resources. Its properties marked with <see cref="OutputAttribute"/> are the stack's outputs.</summary>
public class Stack : ComponentResource
{
    /// <summary>Registers the stack of the running deployment.</summary>
    /// <param name="options">The options; null for none.</param>
    /// <exception cref="InvalidOperationException">No deployment is running.</exception>
    public Stack(StackOptions? options = null)
        : base(WellKnown.StackType, $"{Deployment.Instance.ProjectName}-{Deployment.Instance.StackName}", OptionsFrom(options)) =>
        Deployment.Running.Stack = this;

    /// <summary>Records the output properties, which the constructor of the derived class must have set.</summary>
    internal void RegisterOutputProperties()
    {
        var outputs = GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.IsDefined(typeof(OutputAttribute)) && !property.DeclaringType!.IsAssignableFrom(typeof(Stack)))
            .ToDictionary(property => property.GetCustomAttribute<OutputAttribute>()!.Name ?? property.Name, property => property.GetValue(this));
        if (outputs.Where(output => output.Value is null).Select(output => output.Key).ToList() is { Count: > 0 } unset)
        {
            throw new RunException($"output(s) '{string.Join(", ", unset)}' have no value; set properties marked with [Output] in the constructor of the stack");
        }

        if (outputs.Where(output => output.Value is not IOutput).Select(output => output.Key).ToList() is { Count: > 0 } plain)
        {
            throw RunException.OutputsHaveIncorrectType(plain);
        }

        RegisterOutputs(outputs);
    }

    private static ComponentResourceOptions? OptionsFrom(StackOptions? options) =>
        options is null ? null : new() { ResourceTransformations = options.ResourceTransformations };
}
