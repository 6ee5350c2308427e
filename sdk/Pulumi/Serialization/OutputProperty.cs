using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>A property of a resource class that is marked with <see cref="OutputAttribute"/>.</summary>
internal abstract class OutputProperty
{
    private static readonly ConcurrentDictionary<Type, ImmutableArray<OutputProperty>> Cache = [];

    private protected OutputProperty(string name) => Name = name;

    public string Name { get; }

    /// <summary>Gives every output property of a resource an output that waits.</summary>
    /// <param name="resource">The resource, whose constructor has just begun.</param>
    /// <param name="onlyUrn">Whether the resource sets its other outputs itself, as local components do.</param>
    /// <returns>The outputs, for who completes them.</returns>
    public static OutputSlots Open(Resource resource, bool onlyUrn)
    {
        var properties = onlyUrn ? Of(typeof(Resource)) : Of(resource.GetType());
        var slots = new IOutputSlot[properties.Length];
        for (var position = 0; position < slots.Length; position++)
        {
            slots[position] = properties[position].Open(resource);
        }

        return new(properties, slots);
    }

    private protected abstract IOutputSlot Open(Resource resource);

    private static ImmutableArray<OutputProperty> Of(Type type) => Cache.GetOrAdd(type, static type =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.IsDefined(typeof(OutputAttribute)))
            .Select(Make),
    ]);

    private static OutputProperty Make(PropertyInfo property)
    {
        var name = property.GetCustomAttribute<OutputAttribute>()!.Name ?? property.Name;
        if (!property.PropertyType.IsConstructedGenericType || property.PropertyType.GetGenericTypeDefinition() != typeof(Output<>))
        {
            throw RunException.OutputsHaveIncorrectType([name]);
        }

        // A private setter is visible on the declaring type only.
        var declared = property.DeclaringType!.GetProperty(property.Name, property.PropertyType)!;
        var owner = $"[Output] {property.ReflectedType!.FullName}.{property.Name}";
        if (declared.SetMethod is null)
        {
            throw new InvalidOperationException($"{owner} has no setter");
        }

        var valueType = property.PropertyType.GenericTypeArguments[0];
        OutputTypes.Check(owner, valueType);
        return (OutputProperty)Activator.CreateInstance(
            typeof(OutputProperty<,>).MakeGenericType(declared.DeclaringType!, valueType), name, declared.SetMethod)!;
    }
}

/// <inheritdoc/>
internal sealed class OutputProperty<TResource, T>(string name, MethodInfo setter) : OutputProperty(name)
    where TResource : Resource
{
    private readonly Action<TResource, Output<T>> _set = setter.CreateDelegate<Action<TResource, Output<T>>>();

    private protected override IOutputSlot Open(Resource resource)
    {
        var output = new Output<T>(resource);
        _set((TResource)resource, output);
        return output;
    }
}
