using System.Diagnostics.CodeAnalysis;

namespace Trust;

/// <summary>A SPIFFE ID: <c>spiffe://&lt;trust domain&gt;&lt;path&gt;</c> (SPIFFE-ID, section 2).</summary>
/// <remarks>
/// It is read from the text itself: <see cref="Uri"/> would rewrite case, escapes and dot segments, and so accept other identities.
/// </remarks>
public readonly record struct SpiffeId
{
    /// <summary>The longest legal SPIFFE ID, in bytes (SPIFFE-ID, section 2.3).</summary>
    public const int MaximumLength = 2048;

    private const string Scheme = "spiffe://";

    private readonly string? _path;

    private SpiffeId(TrustDomain trustDomain, string path) => (TrustDomain, _path) = (trustDomain, path);

    /// <summary>The trust domain that issues the identity.</summary>
    public TrustDomain TrustDomain { get; }

    /// <summary>The path with its leading slash, or an empty string.</summary>
    public string Path => _path ?? "";

    /// <summary>The identity that Istio gives to a Kubernetes service account.</summary>
    /// <exception cref="FormatException">A name is empty or holds a character that no SPIFFE path may hold.</exception>
    public static SpiffeId ForServiceAccount(TrustDomain trustDomain, string @namespace, string serviceAccount) =>
        Parse($"{Scheme}{trustDomain.Name}/ns/{@namespace}/sa/{serviceAccount}");

    /// <summary>Reads a SPIFFE ID.</summary>
    /// <exception cref="FormatException">The text breaks the SPIFFE rules; the message says which.</exception>
    public static SpiffeId Parse(string id) =>
        TryParse(id, out var spiffeId, out var reason) ? spiffeId : throw new FormatException($"SPIFFE ID '{id}': {reason}");

    /// <summary>Reads a SPIFFE ID; <paramref name="reason"/> says what is wrong with it.</summary>
    public static bool TryParse(string? id, out SpiffeId spiffeId, [NotNullWhen(false)] out string? reason)
    {
        spiffeId = default;
        if (string.IsNullOrEmpty(id))
        {
            reason = "the SPIFFE ID is empty";
            return false;
        }

        if (!id.StartsWith(Scheme, StringComparison.Ordinal))
        {
            reason = $"the scheme is missing or not '{Scheme}'";
            return false;
        }

        if (id.Length > MaximumLength)
        {
            reason = $"the SPIFFE ID has {id.Length} characters; at most {MaximumLength} are allowed";
            return false;
        }

        var slash = id.IndexOf('/', Scheme.Length);
        var path = slash < 0 ? "" : id[slash..];
        if (!TrustDomain.TryParse(slash < 0 ? id[Scheme.Length..] : id[Scheme.Length..slash], out var trustDomain, out reason))
        {
            return false;
        }

        reason = SpiffePath.Problem(path);
        spiffeId = reason is null ? new SpiffeId(trustDomain, path) : default;
        return reason is null;
    }

    /// <summary>The same path in another trust domain.</summary>
    public SpiffeId In(TrustDomain trustDomain) => new(trustDomain, Path);

    /// <inheritdoc/>
    public override string ToString() => $"{Scheme}{TrustDomain}{Path}";

    internal static SpiffeId ForTrustDomain(TrustDomain trustDomain) => new(trustDomain, "");
}
