using System.Globalization;
using System.Text.RegularExpressions;
using Manifests;

namespace Policies.Model;

/// <summary>Reads the external authorizers of <c>meshConfig.extensionProviders</c>, and what makes istiod refuse one (istio: <c>pilot/pkg/security/authz/builder/extauthz.go</c>).</summary>
internal static partial class ExtensionProviders
{
    private const string Http = "envoyExtAuthzHttp";
    private const string Grpc = "envoyExtAuthzGrpc";

    /// <summary>The statuses that Envoy knows beside 200 to 208, 400 to 417 and 500 to 508.</summary>
    private static readonly int[] OtherStatuses = [100, 226, 300, 301, 302, 303, 304, 305, 307, 308, 421, 422, 423, 424, 426, 428, 429, 431, 510, 511];

    /// <summary>The authorizers, each name once; null where there is no list.</summary>
    internal static IReadOnlyList<ExtensionProvider>? Read(Node? node) => node is ListNode list
        ?
        [
            .. list.OfType<MapNode>()
                .Where(provider => provider.ContainsKey(Http) || provider.ContainsKey(Grpc))
                .GroupBy(provider => MeshConfigReader.Text(provider["name"]) ?? "", StringComparer.Ordinal)
                .Select(same => Of(same.Key, same.Last(), isTwice: same.Count() > 1)),
        ]
        : null;

    private static ExtensionProvider Of(string name, MapNode provider, bool isTwice)
    {
        var isHttp = provider.ContainsKey(Http);
        var settings = (isHttp ? provider[Http] : provider[Grpc]) as MapNode ?? [];
        return new ExtensionProvider(name, isHttp, isTwice ? "its name is there twice" : OfName(name) ?? OfSettings(settings));
    }

    private static string? OfName(string name) => DnsLabel().IsMatch(name) ? null : $"its name '{name}' is no DNS label";

    private static string? OfSettings(MapNode settings)
    {
        if (string.IsNullOrEmpty(MeshConfigReader.Text(settings["service"])))
        {
            return "it names no service";
        }

        if (settings["port"] is not ScalarNode { AsInteger: >= 1 and <= 65535 })
        {
            return $"its port '{settings["port"]}' is none of 1 to 65535";
        }

        if ((settings["statusOnError"] as ScalarNode)?.Text is { Length: > 0 } status && !IsStatus(status))
        {
            return $"its statusOnError '{status}' is no status that Envoy knows";
        }

        return (settings["pathPrefix"] as ScalarNode)?.Text is { Length: > 0 } prefix && !prefix.StartsWith('/') ? $"its pathPrefix '{prefix}' does not begin with /" : null;
    }

    private static bool IsStatus(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var status)
        && (status is (>= 200 and <= 208) or (>= 400 and <= 417) or (>= 500 and <= 508) || OtherStatuses.Contains(status));

    [GeneratedRegex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$")]
    private static partial Regex DnsLabel();
}
