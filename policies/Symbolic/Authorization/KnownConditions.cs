using Policies.Istio;
using Policies.Symbolic.Classes;
using Policies.Symbolic.Text;

namespace Policies.Symbolic.Authorization;

/// <summary>
/// Conditions that the rules of one cluster, and the calls that are meant there, state again and again: each caller's name, methods, paths. Those that were asked
/// for last are not made again; all names of a large fleet would fill the memory. For one thread.
/// </summary>
/// <param name="own">The mesh's trust domain, then its aliases.</param>
internal sealed class KnownConditions(IReadOnlyList<string> own)
{
    private const int MostKept = 512;

    private static readonly DimensionKey PrincipalKey = new(DimensionKind.Principal);

    private readonly LastOnes<string, KeyValuePair<DimensionKey, IReadOnlyList<Test>>> _principals = new(MostKept);
    private readonly LastOnes<string, KeyValuePair<DimensionKey, IReadOnlyList<Test>>> _identities = new(MostKept);
    private readonly LastOnes<string, Pattern> _texts = new(MostKept);
    private readonly LastOnes<string, Pattern> _paths = new(MostKept);

    /// <summary>One value of a policy's <c>principals</c>, as what it stands for with the aliases of the mesh's trust domain.</summary>
    public KeyValuePair<DimensionKey, IReadOnlyList<Test>> Principal(string value) => _principals.TryGetValue(value, out var known)
        ? known
        : _principals.Keep(value, new(PrincipalKey, [new Test(IsNegated: false, [.. TrustDomains.Rewrite(value, own).Select(IdentityPatterns.Principal)])]));

    /// <summary>Several values of a policy's <c>principals</c>, in the same way.</summary>
    public KeyValuePair<DimensionKey, IReadOnlyList<Test>> Principals(IReadOnlyList<string> values)
    {
        var any = new List<Pattern>(values.Count);
        for (var index = 0; index < values.Count; index++)
        {
            any.AddRange(Principal(values[index]).Value[0].Any);
        }

        return new(PrincipalKey, [new Test(IsNegated: false, [.. any.DistinctBy(pattern => pattern.Key, StringComparer.Ordinal)])]);
    }

    /// <summary>Values of <c>principals</c> as what they stand for with the aliases of the mesh's trust domain, each once.</summary>
    public IReadOnlyList<string> Aliases(IReadOnlyList<string> values) => TrustDomains.Rewrite(values, own);

    /// <summary>Values of <c>trustDomains</c> as what they stand for, each once.</summary>
    public IReadOnlyList<string> TrustDomainAliases(IReadOnlyList<string> values) => TrustDomains.Expand(values, own);

    /// <summary>The caller with a certificate's URI.</summary>
    public KeyValuePair<DimensionKey, IReadOnlyList<Test>> Identity(string uri) => _identities.TryGetValue(uri, out var known)
        ? known
        : _identities.Keep(uri, new(PrincipalKey, [new Test(IsNegated: false, [TextPattern.Exact(uri)])]));

    /// <summary>Values of <c>methods</c>.</summary>
    public Pattern[] Texts(IReadOnlyList<string> values)
    {
        var patterns = new Pattern[values.Count];
        for (var index = 0; index < patterns.Length; index++)
        {
            patterns[index] = Text(values[index]);
        }

        return patterns;
    }

    /// <summary>Values of <c>paths</c>.</summary>
    public Pattern[] Paths(IReadOnlyList<string> values)
    {
        var patterns = new Pattern[values.Count];
        for (var index = 0; index < patterns.Length; index++)
        {
            patterns[index] = Path(values[index]);
        }

        return patterns;
    }

    /// <summary>A value of <c>methods</c>, or of anything else that is matched as Istio matches texts.</summary>
    public Pattern Text(string value) => _texts.TryGetValue(value, out var known) ? known : _texts.Keep(value, TextPattern.Istio(value));

    /// <summary>A value of <c>paths</c>.</summary>
    public Pattern Path(string value) => _paths.TryGetValue(value, out var known) ? known : _paths.Keep(value, PathPatterns.Of(value));
}
