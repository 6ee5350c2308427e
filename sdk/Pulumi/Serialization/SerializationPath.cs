namespace Pulumi.Serialization;

/// <summary>Where in the arguments a value stands; written out only when something is wrong with it.</summary>
internal sealed class SerializationPath(SerializationPath? parent, string segment)
{
    public SerializationPath Key(string name) => new(this, $".{name}");

    public SerializationPath Index(int index) => new(this, $"[{index}]");

    public override string ToString() => $"{parent}{segment}";
}
