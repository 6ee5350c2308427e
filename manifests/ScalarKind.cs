namespace Manifests;

/// <summary>What a scalar is once it has been read as JSON.</summary>
public enum ScalarKind
{
    /// <summary>JSON's <c>null</c>.</summary>
    Null,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A whole number that fits 64 bits, signed.</summary>
    Integer,

    /// <summary>Any other number.</summary>
    Float,

    /// <summary>Text.</summary>
    String,
}
