using Manifests.Istio.Networking.V1;
using Policies.Model;

namespace Policies.Rules.Traffic;

/// <summary>The services that a DestinationRule's host stands for.</summary>
internal static class RuleHosts
{
    /// <summary>The host as Istio reads it.</summary>
    public static string Of(RuleView view, Manifest<DestinationRule> rule) => view.Services.Qualify(rule.Object.Spec?.Host ?? "", rule.Namespace);

    /// <summary>The services of a host; all that it covers, where it begins with a star.</summary>
    public static IReadOnlyList<ServiceModel> Services(RuleView view, string host) => host.StartsWith('*')
        ? [.. view.Services.All.Where(service => host == "*" || service.Host.EndsWith(host[1..], StringComparison.OrdinalIgnoreCase))]
        : view.Services.Find(host) is { } service ? [service] : [];
}
