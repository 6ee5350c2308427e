namespace Manifests.Reading;

/// <summary>Why a text, or a part of it, could not be read.</summary>
/// <param name="Mark">Where.</param>
/// <param name="Message">What is wrong and what is allowed; never a value from the text.</param>
/// <param name="Remedy">The change that mends it; null where only the place can be named.</param>
public sealed record ReadError(Mark Mark, string Message, string? Remedy = null)
{
    /// <summary>The error as <c>file:line:column: message</c>.</summary>
    public override string ToString() => $"{Mark}: {Message}";
}
