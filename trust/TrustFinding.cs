namespace Trust;

/// <summary>Something that is wrong with a trust domain, a hierarchy or a certificate, and how to put it right.</summary>
/// <param name="Rule">The rule that is broken.</param>
/// <param name="Subject">The trust domain, authority or certificate that breaks it.</param>
/// <param name="Message">What is wrong, with the value that is wrong.</param>
/// <param name="Remedy">What to change.</param>
public sealed record TrustFinding(TrustRule Rule, string Subject, string Message, string Remedy)
{
    /// <summary>The line of the text that was read at which the certificate begins, from 1; null where no text was read.</summary>
    public int? Line { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Subject}: {Message}; {Remedy}";
}
