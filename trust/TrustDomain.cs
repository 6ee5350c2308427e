using System.Diagnostics.CodeAnalysis;

namespace Trust;

/// <summary>A SPIFFE trust domain: the name under which one authority issues identities (SPIFFE-ID, section 2.1).</summary>
/// <remarks>
/// The name is compared as text: lower case, letters, digits, dots, dashes and underscores. Names that are legal here and that some
/// verifiers still refuse are <see cref="TrustDomainLint"/>'s subject.
/// </remarks>
public readonly record struct TrustDomain
{
    /// <summary>The longest legal name, in bytes (SPIFFE-ID, section 2.3).</summary>
    public const int MaximumLength = 255;

    private readonly string? _name;

    private TrustDomain(string name) => _name = name;

    /// <summary>The name, in lower case, without scheme.</summary>
    public string Name => _name ?? throw new InvalidOperationException("an uninitialised TrustDomain has no name");

    /// <summary>The trust domain's own SPIFFE ID, the one that a signing certificate may carry: no path.</summary>
    public SpiffeId Id => SpiffeId.ForTrustDomain(this);

    /// <summary>Reads a trust domain's name, without scheme.</summary>
    /// <exception cref="FormatException">The name breaks the SPIFFE rules; the message says which.</exception>
    public static TrustDomain Parse(string name) =>
        TryParse(name, out var trustDomain, out var reason) ? trustDomain : throw new FormatException($"trust domain '{name}': {reason}");

    /// <summary>Reads a trust domain's name, without scheme; <paramref name="reason"/> says what is wrong with it.</summary>
    public static bool TryParse(string? name, out TrustDomain trustDomain, [NotNullWhen(false)] out string? reason)
    {
        reason = Problem(name);
        trustDomain = reason is null ? new TrustDomain(name!) : default;
        return reason is null;
    }

    /// <summary>Whether this name ends in the other's: <c>eu.mesh.example</c> is below <c>mesh.example</c>.</summary>
    public bool IsSubdomainOf(TrustDomain other) =>
        Name.Length > other.Name.Length && Name.EndsWith("." + other.Name, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static string? Problem(string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            return "the trust domain is missing";
        }

        if (name.Length > MaximumLength)
        {
            return $"the trust domain has {name.Length} characters; at most {MaximumLength} are allowed";
        }

        return name.All(IsAllowed) ? null : "a trust domain holds only lower-case letters, digits, dots, dashes and underscores";
    }

    private static bool IsAllowed(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-' or '_';
}
