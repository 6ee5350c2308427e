namespace Pulumi.Serialization;

/// <summary>Where in the arguments a value stands; written out only when something is wrong with it.</summary>
internal sealed class SerializationPath
{
    private readonly object? _parent;
    private readonly string? _key;
    private readonly int _index;

    private SerializationPath(object? parent, string? key, int index = -1) => (_parent, _key, _index) = (parent, key, index);

    public static SerializationPath Of(string what) => new(null, what);

    public static SerializationPath OfArguments(Resource resource) => new(resource, null);

    public static SerializationPath OfState(string urn) => new(urn, null);

    public SerializationPath Key(string name) => new(this, name);

    public SerializationPath Index(int position) => new(this, null, position);

    public override string ToString() => _parent switch
    {
        Resource resource => $"resource:{resource.GetResourceName()}[{resource.GetResourceType()}]",
        string urn => $"state of {urn}",
        null => $"{_key}",
        var parent => _key is null ? $"{parent}[{_index}]" : $"{parent}.{_key}",
    };
}
