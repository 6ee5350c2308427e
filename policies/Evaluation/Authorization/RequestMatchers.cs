using Manifests;

namespace Policies.Evaluation.Authorization;

/// <summary>Conditions on a request.</summary>
internal static class RequestMatchers
{
    internal static Matcher Method(string value) => new MethodMatcher(new TextPattern(value));

    internal static Matcher Path(string value) => new PathMatcher(new PathPattern(value));

    internal static Matcher Host(string value) => new HostMatcher(new TextPattern(value, ignoresCase: true));

    internal static Matcher Header(string name, string value) => new HeaderMatcher(name.ToLowerInvariant(), new TextPattern(value));

    internal static Matcher RequestPrincipal(string value) => new PrincipalMatcher(new RequestPrincipalPattern(value));

    internal static Matcher Claim(IReadOnlyList<string> path, string value) => new ClaimMatcher(path, new TextPattern(value));

    /// <param name="filter">The filter's name.</param>
    /// <param name="name">What it has noted.</param>
    /// <param name="value">A text, or <c>[text]</c> for an item of a list.</param>
    internal static Matcher Metadata(string filter, string name, string value) => value.StartsWith('[') && value.EndsWith(']')
        ? new MetadataMatcher(filter, name, new TextPattern(value.Trim('[', ']')), isItem: true)
        : new MetadataMatcher(filter, name, new TextPattern(value), isItem: false);

    private sealed class MethodMatcher(TextPattern pattern) : Matcher
    {
        internal override Truth Matches(in RequestView request) => pattern.MatchesPresent(request.Method) ? Truth.Yes : Truth.No;
    }

    private sealed class PathMatcher(PathPattern pattern) : Matcher
    {
        internal override Truth Matches(in RequestView request) => pattern.Matches(request.Path) ? Truth.Yes : Truth.No;
    }

    private sealed class HostMatcher(TextPattern pattern) : Matcher
    {
        internal override Truth Matches(in RequestView request) =>
            request.Authority is null ? Truth.Unknown : pattern.MatchesPresent(request.Authority) ? Truth.Yes : Truth.No;
    }

    private sealed class HeaderMatcher(string name, TextPattern pattern) : Matcher
    {
        internal override Truth Matches(in RequestView request)
        {
            var value = name switch
            {
                ":method" => request.Method,
                ":path" => request.FullPath,
                ":authority" or "host" => request.Authority,
                _ => request.Headers.GetValueOrDefault(name),
            };
            return value is not null && pattern.MatchesPresent(value) ? Truth.Yes : Truth.No;
        }
    }

    private sealed class PrincipalMatcher(RequestPrincipalPattern pattern) : Matcher
    {
        internal override Truth Matches(in RequestView request) =>
            request.Claims is { } claims
            && claims["iss"] is ScalarNode { AsString: { } issuer }
            && claims["sub"] is ScalarNode { AsString: { } subject }
            && pattern.Matches(issuer, subject)
                ? Truth.Yes
                : Truth.No;
    }

    private sealed class MetadataMatcher(string filter, string name, TextPattern pattern, bool isItem) : Matcher
    {
        internal override Truth Matches(in RequestView request)
        {
            if (request.Metadata is not { } metadata)
            {
                return Truth.Unknown;
            }

            var noted = (metadata[filter] as MapNode)?[name];
            var texts = isItem ? (noted as ListNode ?? []).OfType<ScalarNode>() : new[] { noted }.OfType<ScalarNode>();
            return texts.Any(item => item.AsString is { } text && pattern.Matches(text)) ? Truth.Yes : Truth.No;
        }
    }

    private sealed class ClaimMatcher(IReadOnlyList<string> path, TextPattern pattern) : Matcher
    {
        internal override Truth Matches(in RequestView request)
        {
            Node? node = request.Claims;
            foreach (var name in path)
            {
                node = (node as MapNode)?[name];
            }

            return node switch
            {
                ScalarNode { AsString: { } text } => IsWords(path, request) ? Any(text.Split(' ', StringSplitOptions.RemoveEmptyEntries)) : One(text),
                ListNode list => Any(list.OfType<ScalarNode>().Select(item => item.AsString).OfType<string>()),
                _ => Truth.No,
            };
        }

        private static bool IsWords(IReadOnlyList<string> path, in RequestView request) => path.Count == 1 && request.SpaceDelimitedClaims.Contains(path[0]);

        private Truth Any(IEnumerable<string> texts) => texts.Any(pattern.Matches) ? Truth.Yes : Truth.No;

        private Truth One(string text) => pattern.Matches(text) ? Truth.Yes : Truth.No;
    }
}
