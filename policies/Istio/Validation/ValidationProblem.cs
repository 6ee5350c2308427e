namespace Policies.Istio.Validation;

/// <summary>What Istio's validating webhook says of an object.</summary>
/// <param name="Path">The field, such as <c>spec.rules[0].to[1].operation.ports[0]</c>.</param>
/// <param name="Message">What is wrong, in one sentence without a full stop; it does not repeat the path.</param>
/// <param name="IsWarning">Whether the webhook admits the object and only warns.</param>
/// <param name="Source">Where the field, or the nearest field around it, was written; null for objects that the program made.</param>
public sealed record ValidationProblem(string Path, string Message, bool IsWarning, SourceLocation? Source)
{
    /// <summary>The path and the message.</summary>
    public override string ToString() => $"{Path}: {Message}";
}
