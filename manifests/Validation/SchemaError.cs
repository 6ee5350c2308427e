namespace Manifests.Validation;

/// <summary>One way in which an object breaks its schema.</summary>
public sealed record SchemaError
{
    /// <summary>The rule that is broken.</summary>
    public required SchemaErrorKind Kind { get; init; }

    /// <summary>The field, such as <c>spec.rules[0].to[1].operation</c>; empty for the object as a whole.</summary>
    public required string Path { get; init; }

    /// <summary>What is wrong, what is allowed, and the fix where it is known. Never a value of a Secret.</summary>
    public required string Message { get; init; }

    /// <summary>Where the field is in the text that the object was read from; null when it was not read from a text.</summary>
    public Mark? Mark { get; init; }

    /// <summary>The error as <c>file:line:column: path: message</c>.</summary>
    public override string ToString() => $"{(Mark is { } mark ? $"{mark}: " : "")}{(Path.Length > 0 ? $"{Path}: " : "")}{Message}";
}
