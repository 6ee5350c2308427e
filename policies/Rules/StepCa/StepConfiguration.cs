using Manifests;
using Manifests.Core.V1;
using Manifests.Reading;
using Policies.Rules.Certificates;

namespace Policies.Rules.StepCa;

/// <summary>step-ca's <c>ca.json</c> (smallstep, "Configuring step-ca"), from a ConfigMap, a Secret, or the values of the chart <c>step-certificates</c>.</summary>
/// <param name="Subject">The object that has it.</param>
/// <param name="Settings">The file.</param>
internal sealed record StepConfiguration(Manifest Subject, MapNode Settings)
{
    private const string File = "ca.json";
    private const string Chart = "step-certificates";
    private static readonly TimeSpan DefaultLongest = TimeSpan.FromHours(24);
    private static readonly System.Text.Encoding Utf8 = new System.Text.UTF8Encoding(false);

    /// <summary>What it is found in.</summary>
    public static IReadOnlyList<Input> Reads { get; } = [Input.Kind<ConfigMap>(), Input.Kind<Secret>(), Input.Every];

    /// <summary>Every configuration of a cluster.</summary>
    public static IReadOnlyList<StepConfiguration> All(RuleView view) => [.. Of(view)];

    /// <summary>
    /// The configuration of the step-ca that an issuer calls: the one whose <c>dnsNames</c> have the host of its URL, else the one in the namespace that the host
    /// names; null where none or several may be meant. One that has no <c>dnsNames</c> and is the only one is meant by everybody.
    /// </summary>
    public static StepConfiguration? Called(IReadOnlyList<StepConfiguration> all, StepSigner signer)
    {
        var host = Uri.TryCreate(signer.Url, UriKind.Absolute, out var url) ? url.Host : "";
        List<StepConfiguration> named = [.. all.Where(own => own.Names.Contains(host, StringComparer.OrdinalIgnoreCase))];
        List<StepConfiguration> nameless = [.. all.Where(own => own.Names.Count == 0)];
        List<StepConfiguration> placed = [.. nameless.Where(own => host.Split('.') is [_, var place, ..] && place == own.Subject.Namespace)];
        return named.Count > 0 ? Single(named)
            : placed.Count > 0 ? Single(placed)
            : nameless.Count == all.Count ? Single(nameless)
            : null;
    }

    /// <summary>The provisioners that issue for the bearers of tokens that are signed with a key: name, and the key's <c>kid</c>.</summary>
    public IReadOnlyList<(string? Name, string? KeyId)> KeyProvisioners =>
    [
        .. from provisioner in Provisioners
           where Text(provisioner["type"]) == "JWK"
           select (Text(provisioner["name"]), Text((provisioner["key"] as MapNode)?["kid"])),
    ];

    /// <summary>The longest and the default life of a certificate that a provisioner gives: its own claims, or the authority's, or step-ca's 24 hours.</summary>
    public (TimeSpan Longest, TimeSpan Default) LivesOf(string provisioner)
    {
        var own = Provisioners.FirstOrDefault(each => Text(each["name"]) == provisioner)?["claims"] as MapNode;
        var all = (Settings["authority"] as MapNode)?["claims"] as MapNode;
        return (Life("maxTLSCertDuration"), Life("defaultTLSCertDuration"));

        TimeSpan Life(string claim) => GoTime.Parse(Text(own?[claim])) ?? GoTime.Parse(Text(all?[claim])) ?? DefaultLongest;
    }

    private IReadOnlyList<string> Names => [.. (Settings["dnsNames"] as ListNode)?.OfType<ScalarNode>().Select(name => name.Text) ?? []];

    private static StepConfiguration? Single(List<StepConfiguration> found) => found is [var one] ? one : null;

    private IEnumerable<MapNode> Provisioners => ((Settings["authority"] as MapNode)?["provisioners"] as ListNode)?.OfType<MapNode>() ?? [];

    private static IEnumerable<StepConfiguration> Of(RuleView view)
    {
        foreach (var map in view.All<ConfigMap>())
        {
            if (Parse(map.Object.Data?.GetValueOrDefault(File), map) is { } settings)
            {
                yield return new(map, settings);
            }
        }

        foreach (var secret in view.All<Secret>())
        {
            if (Parse(secret.Object.StringData?.GetValueOrDefault(File) ?? Decode(secret.Object.Data?.GetValueOrDefault(File)), secret) is { } settings)
            {
                yield return new(secret, settings);
            }
        }

        foreach (var (own, release) in view.Installed.Where(own => own.Installation.Chart == Chart))
        {
            if ((((release.Values["inject"] as MapNode)?["config"] as MapNode)?["files"] as MapNode)?[File] is MapNode settings)
            {
                yield return new(own, settings);
            }
        }
    }

    private static MapNode? Parse(string? text, Manifest subject) =>
        text is not null && new ManifestReader().ReadDocuments(Utf8.GetBytes(text), subject.Reference.ToString()).Items is [MapNode map, ..] ? map : null;

    private static string? Decode(string? data)
    {
        var bytes = new byte[data?.Length ?? 0];
        return Convert.TryFromBase64String(data ?? "", bytes, out var length) && length > 0 ? Utf8.GetString(bytes, 0, length) : null;
    }

    private static string? Text(Node? node) => (node as ScalarNode)?.Text;
}
