using Policies.Model;
using Policies.Symbolic.Text;

namespace Policies.Symbolic.Calls;

/// <summary>Which calls can arrive at a port at all.</summary>
internal sealed record CallUniverse
{
    private const string Scheme = "spiffe://";

    /// <summary>The trust domains whose certificates are accepted; null where every one is.</summary>
    public required IReadOnlyList<string>? TrustDomains { get; init; }

    /// <summary>Identities that count besides those of Kubernetes' form in accepted trust domains.</summary>
    public IReadOnlyList<string> Identities { get; init; } = [];

    /// <summary>What names look like. The default is <see cref="IdentityForm.Istio"/>.</summary>
    public IdentityForm Form { get; init; }

    /// <summary>How paths are rewritten before authorization sees them.</summary>
    public PathNormalizationType PathNormalization { get; init; } = PathNormalizationType.Base;

    /// <summary>The issuers whose tokens are taken. A token of another one is refused, so it never comes to authorization.</summary>
    public IReadOnlyList<TokenIssuer> Issuers { get; init; } = [];

    /// <summary>Whether a TLS connection without a certificate can get through to the application.</summary>
    public bool TakesOpaqueTls { get; init; }

    /// <summary>What makes two universes the same.</summary>
    public string Key => string.Join(
        '\n',
        [Principals.Key, PathNormalization.ToString(), TakesOpaqueTls.ToString(), .. Issuers.Select(issuer => $"{issuer.Name} {string.Join(' ', issuer.Audiences)}")]);

    /// <summary>The identities of clients: <c>spiffe://&lt;trust domain&gt;/ns/&lt;namespace&gt;/sa/&lt;account&gt;</c> and those that are listed.</summary>
    public TextUniverse Principals => new()
    {
        Language = TextPattern.Of(
            $"{Form} identities of {(TrustDomains is null ? "any" : string.Join(' ', TrustDomains))} and {string.Join(' ', Identities)}",
            [.. Form == IdentityForm.Linkerd ? [] : DomainForms().Select(Identity), .. Form == IdentityForm.Istio ? [] : LinkerdNames(), .. Identities.Select(TextPattern.Literally)]),
        Sample = index => Form == IdentityForm.Linkerd
            ? $"other{(index == 0 ? "" : $"-{index}")}.other.serviceaccount.identity.linkerd.cluster.local"
            : $"{Scheme}{(TrustDomains is [var first, ..] ? first : "other.example")}/ns/other/sa/other{(index == 0 ? "" : $"-{index}")}",
    };

    /// <summary>The issuers of tokens; null where no token is taken.</summary>
    public TextUniverse? IssuerNames => Issuers.Count == 0
        ? null
        : new TextUniverse
        {
            Language = TextPattern.Of(
                $"one of {string.Join(' ', Issuers.Select(issuer => issuer.Name))}",
                [.. Issuers.Select(issuer => TextPattern.Literally(issuer.Name))]),
        };

    /// <summary>Whether a client with this identity, or with none, can be heard at all.</summary>
    public bool Takes(string? principal) => principal is null || TextMatch.IsIn(Principals, principal);

    /// <summary>Whether a request with this token, or with none, comes to authorization. Where no issuer is known, nobody looks at tokens.</summary>
    public bool Takes(TokenWitness? token) => token is null
        || Issuers.Count == 0
        || Issuers.Any(issuer => issuer.Name == token.Issuer
            && (issuer.Audiences.Count == 0 || token.Claims.GetValueOrDefault("[aud]", []).Any(issuer.Audiences.Contains)));

    /// <summary>The paths that authorization can see.</summary>
    /// <param name="hasPercents">Whether some pattern has a percent sign.</param>
    public TextUniverse Paths(bool hasPercents) => new()
    {
        Language = TextPattern.Of("path", [.. TextPattern.Literally("/"), .. TextPattern.Any(CharClass.UriPath)]),
        Shape = PathNormalization switch
        {
            PathNormalizationType.None => null,
            PathNormalizationType.Base => new PathShape(mergesSlashes: false, decodesSlashes: false, hasPercents),
            PathNormalizationType.MergeSlashes => new PathShape(mergesSlashes: true, decodesSlashes: false, hasPercents),
            _ => new PathShape(mergesSlashes: true, decodesSlashes: true, hasPercents),
        },
        Sample = index => index == 0 ? "/other" : $"/other{index}",
    };

    private IEnumerable<IEnumerable<TextStep>> DomainForms() =>
        TrustDomains is null ? [TextPattern.Some(CharClass.NameInside)] : TrustDomains.Select(TextPattern.Literally);

    private static IEnumerable<TextStep> Identity(IEnumerable<TextStep> trustDomain) =>
        [.. TextPattern.Literally(Scheme), .. trustDomain, .. TextPattern.Literally("/ns/"), .. Name(), .. TextPattern.Literally("/sa/"), .. Name()];

    private static IEnumerable<IEnumerable<TextStep>> LinkerdNames() =>
    [
        Name(),
        [.. TextPattern.Literally(Scheme), .. Name(), .. TextPattern.Literally("/"), .. TextPattern.Any(CharClass.UriPath)],
    ];

    private static IEnumerable<TextStep> Name() =>
        [new TextStep(CharSet.All(CharClass.Name), Repeats: false), .. TextPattern.Any(CharClass.NameInside)];
}
