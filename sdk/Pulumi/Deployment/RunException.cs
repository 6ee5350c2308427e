namespace Pulumi;

/// <summary>A failure that the user is told by its message alone.</summary>
public class RunException : Exception
{
    /// <summary>Makes the failure.</summary>
    /// <param name="message">What the user is told.</param>
    public RunException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the failure.</summary>
    /// <param name="message">What the user is told.</param>
    /// <param name="innerException">The cause.</param>
    public RunException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The failure of output properties that are no <see cref="Output{T}"/>.</summary>
    /// <param name="outputAttributeNames">The names of the outputs.</param>
    /// <returns>The failure.</returns>
    public static RunException OutputsHaveIncorrectType(IEnumerable<string> outputAttributeNames) => new(
        $"output(s) '{string.Join(", ", outputAttributeNames)}' have the wrong type; properties marked with [Output] are of a type Output<T>");
}
