using System.Globalization;

namespace Manifests;

/// <summary>A null, boolean, number or string.</summary>
public sealed class ScalarNode : Node
{
    private static readonly ScalarNode True = new(true);
    private static readonly ScalarNode False = new(false);

    private readonly string? _text;
    private readonly long _bits;

    private ScalarNode(ScalarKind kind, long bits, string? text)
    {
        Kind = kind;
        _bits = bits;
        _text = text;
    }

    /// <summary>A string.</summary>
    public ScalarNode(string value)
        : this(ScalarKind.String, 0, value ?? throw new ArgumentNullException(nameof(value)))
    {
    }

    /// <summary>A boolean.</summary>
    public ScalarNode(bool value)
        : this(ScalarKind.Boolean, value ? 1 : 0, null)
    {
    }

    /// <summary>A whole number; <paramref name="spelling"/> is how the text that it was read from wrote it.</summary>
    public ScalarNode(long value, string? spelling = null)
        : this(ScalarKind.Integer, value, spelling)
    {
    }

    /// <summary>A number; <paramref name="spelling"/> is how the text that it was read from wrote it.</summary>
    public ScalarNode(double value, string? spelling = null)
        : this(ScalarKind.Float, BitConverter.DoubleToInt64Bits(value), spelling)
    {
    }

    /// <summary>JSON's null.</summary>
    public static ScalarNode Null { get; } = new();

    /// <summary>A null, for one that carries a <see cref="Node.Mark"/>; <see cref="Null"/> otherwise.</summary>
    public ScalarNode()
        : this(ScalarKind.Null, 0, null)
    {
    }

    /// <summary>What the scalar is.</summary>
    public ScalarKind Kind { get; }

    /// <summary>Whether it is null.</summary>
    public bool IsNull => Kind is ScalarKind.Null;

    /// <summary>The string; null when it is not a string.</summary>
    public string? AsString => Kind is ScalarKind.String ? _text : null;

    /// <summary>The boolean; null when it is not a boolean.</summary>
    public bool? AsBoolean => Kind is ScalarKind.Boolean ? _bits != 0 : null;

    /// <summary>The whole number; null when it is none.</summary>
    public long? AsInteger => Kind is ScalarKind.Integer ? _bits : null;

    /// <summary>The number, whole or not; null when it is none.</summary>
    public double? AsNumber => Kind switch
    {
        ScalarKind.Integer => _bits,
        ScalarKind.Float => BitConverter.Int64BitsToDouble(_bits),
        _ => null,
    };

    /// <summary>The scalar's text: the string itself, or the number as its source spelled it, or JSON's spelling.</summary>
    public string Text => _text ?? CanonicalText;

    /// <summary>The scalar's text: the string itself, or JSON's spelling.</summary>
    public string CanonicalText => Kind switch
    {
        ScalarKind.String => _text!,
        ScalarKind.Null => "null",
        ScalarKind.Boolean => _bits != 0 ? "true" : "false",
        ScalarKind.Integer => _bits.ToString(CultureInfo.InvariantCulture),
        _ => FloatText(BitConverter.Int64BitsToDouble(_bits)),
    };

    /// <summary>The shared scalar for a boolean.</summary>
    public static ScalarNode Of(bool value) => value ? True : False;

    /// <inheritdoc/>
    public override bool Equals(Node? other) => other is ScalarNode scalar
        && (Kind == scalar.Kind ? HasSameValue(scalar) : AsNumber is { } number && scalar.AsNumber == number);

    /// <inheritdoc/>
    public override int GetHashCode() => Kind switch
    {
        ScalarKind.String => string.GetHashCode(_text, StringComparison.Ordinal),
        ScalarKind.Integer or ScalarKind.Float => AsNumber.GetHashCode(),
        _ => HashCode.Combine(Kind, _bits),
    };

    /// <summary>The scalar's <see cref="Text"/>.</summary>
    public override string ToString() => Text;

    /// <summary>With a point before the exponent, without which YAML 1.1's readers see a string.</summary>
    private static string FloatText(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var exponent = text.IndexOf('E', StringComparison.Ordinal);
        return exponent < 0 || text.Contains('.', StringComparison.Ordinal) ? text : text.Insert(exponent, ".0");
    }

    private bool HasSameValue(ScalarNode other) => Kind is ScalarKind.String
        ? string.Equals(_text, other._text, StringComparison.Ordinal)
        : _bits == other._bits;
}
