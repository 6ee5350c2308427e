using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>A property of a resource class that is marked with <see cref="OutputAttribute"/>.</summary>
internal sealed class OutputProperty
{
    private static readonly ConcurrentDictionary<Type, ImmutableArray<OutputProperty>> Cache = [];

    private readonly PropertyInfo _property;
    private readonly Func<ImmutableHashSet<Resource>, OutputSlot> _makeSlot;

    private OutputProperty(PropertyInfo property)
    {
        Name = property.GetCustomAttribute<OutputAttribute>()!.Name ?? property.Name;
        if (!property.PropertyType.IsConstructedGenericType || property.PropertyType.GetGenericTypeDefinition() != typeof(Output<>))
        {
            throw RunException.OutputsHaveIncorrectType([Name]);
        }

        // A private setter is visible on the declaring type only.
        _property = property.DeclaringType!.GetProperty(property.Name, property.PropertyType)!;
        var owner = $"[Output] {property.ReflectedType!.FullName}.{property.Name}";
        if (_property.SetMethod is null)
        {
            throw new InvalidOperationException($"{owner} has no setter");
        }

        var valueType = property.PropertyType.GenericTypeArguments[0];
        OutputTypes.Check(owner, valueType);
        _makeSlot = typeof(OutputProperty).GetMethod(nameof(MakeSlot), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(valueType).CreateDelegate<Func<ImmutableHashSet<Resource>, OutputSlot>>();
    }

    public string Name { get; }

    /// <summary>Gives every output property of a resource a slot to wait on.</summary>
    /// <param name="resource">The resource, whose constructor has just begun.</param>
    /// <param name="onlyUrn">Whether the resource sets its other outputs itself, as local components do.</param>
    /// <returns>The slots by the name of their property on the wire.</returns>
    public static Dictionary<string, OutputSlot> Open(Resource resource, bool onlyUrn)
    {
        var properties = onlyUrn ? Of(typeof(Resource)) : Of(resource.GetType());
        var slots = new Dictionary<string, OutputSlot>(properties.Length, StringComparer.Ordinal);
        ImmutableHashSet<Resource> resources = [resource];
        foreach (var property in properties)
        {
            var slot = property._makeSlot(resources);
            slots.Add(property.Name, slot);
            property._property.SetValue(resource, slot.Output);
        }

        return slots;
    }

    private static ImmutableArray<OutputProperty> Of(Type type) => Cache.GetOrAdd(type, static type =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.IsDefined(typeof(OutputAttribute)))
            .Select(property => new OutputProperty(property)),
    ]);

    private static OutputSlot<T> MakeSlot<T>(ImmutableHashSet<Resource> resources) => new(resources);
}
