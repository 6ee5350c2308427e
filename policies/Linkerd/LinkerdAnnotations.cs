using System.Globalization;
using Policies.Model;

namespace Policies.Linkerd;

/// <summary>Annotations of pods, or of their namespace, that Linkerd acts on.</summary>
internal static class LinkerdAnnotations
{
    public const string DefaultInboundPolicy = "config.linkerd.io/default-inbound-policy";
    public const string SkipInboundPorts = "config.linkerd.io/skip-inbound-ports";

    /// <summary>The ports that the proxy leaves alone where no annotation names any (the chart's <c>proxyInit.ignoreInboundPorts</c>: Galera's).</summary>
    public const string SkippedByDefault = "4567,4568";

    public const string SkipOutboundPorts = "config.linkerd.io/skip-outbound-ports";
    public const string OpaquePorts = "config.linkerd.io/opaque-ports";
    public const string RequireIdentityPorts = "config.linkerd.io/proxy-require-identity-inbound-ports";

    /// <summary>What a pod's annotation says, or else its namespace's; null where neither has it.</summary>
    public static string? Of(Workload workload, NamespaceModel? @namespace, string name) =>
        workload.Annotations.GetValueOrDefault(name) ?? @namespace?.Annotations.GetValueOrDefault(name);

    /// <summary>Whether a list such as <c>25,1000-2000</c> has a port.</summary>
    public static bool HasPort(string? list, int port) => Ranges(list).Any(range => range.First <= port && port <= range.Last);

    /// <summary>The ranges of such a list; what is none is left out.</summary>
    public static IEnumerable<(int First, int Last)> Ranges(string? list)
    {
        foreach (var part in (list ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = part.Split('-', 2);
            if (int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
                && int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last))
            {
                yield return (first, last);
            }
        }
    }
}
