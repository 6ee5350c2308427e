using System.Globalization;

namespace Manifests;

/// <summary>A field that is a whole number or a string on the wire (<c>x-kubernetes-int-or-string</c>), such as a port's number or name.</summary>
public readonly record struct IntOrString
{
    private readonly string? _text;
    private readonly long _number;

    /// <summary>A number.</summary>
    public IntOrString(long value) => _number = value;

    /// <summary>A string.</summary>
    public IntOrString(string value) => _text = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>The number; null when it is a string.</summary>
    public long? Number => _text is null ? _number : null;

    /// <summary>The string; null when it is a number.</summary>
    public string? Text => _text;

    /// <summary>A number.</summary>
    public static implicit operator IntOrString(int value) => new(value);

    /// <summary>A string.</summary>
    public static implicit operator IntOrString(string value) => new(value);

    /// <summary>The number in digits, or the string.</summary>
    public override string ToString() => _text ?? _number.ToString(CultureInfo.InvariantCulture);

    internal Node ToNode() => _text is null ? new ScalarNode(_number) : new ScalarNode(_text);
}
