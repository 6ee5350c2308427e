namespace Pulumi.Serialization;

/// <summary>Where in the arguments a value stands; written out only when something is wrong with it.</summary>
internal sealed class SerializationPath(SerializationPath? parent, string? key, int index = -1)
{
    public SerializationPath Key(string name) => new(this, name);

    public SerializationPath Index(int position) => new(this, null, position);

    public override string ToString() => parent is null ? $"{key}" : key is null ? $"{parent}[{index}]" : $"{parent}.{key}";
}
