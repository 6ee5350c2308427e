namespace Trust;

/// <summary>Something that is wrong with a trust domain, a hierarchy or a certificate, and how to put it right.</summary>
/// <param name="Rule">The rule that is broken.</param>
/// <param name="Subject">The trust domain, authority or certificate that breaks it.</param>
/// <param name="Message">What is wrong, with the value that is wrong.</param>
/// <param name="Remedy">What to change.</param>
public sealed record TrustFinding(TrustRule Rule, string Subject, string Message, string Remedy)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Subject}: {Message}; {Remedy}";
}
