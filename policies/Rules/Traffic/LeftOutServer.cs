using Manifests.Istio.Networking.V1;
using Policies.Istio.Gateways;
using Policies.Model;

namespace Policies.Rules.Traffic;

/// <summary>A server of a Gateway that istiod leaves out, since a server before it, often of another Gateway, has the port in another way or its host.</summary>
internal sealed class LeftOutServer : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS375",
        Level = FindingLevel.Error,
        Title = "server that the gateway leaves out",
        Remedy = "give each host with TLS to one server of a port, and each port to one protocol; where Gateways share pods, they share their ports",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<Gateway>(), Input.Workloads, Input.Services];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var gateways = view.All<Gateway>()
            .OrderBy(gateway => gateway.Object.Metadata.CreationTimestamp ?? "", StringComparer.Ordinal)
            .ThenBy(gateway => gateway.Name, StringComparer.Ordinal).ThenBy(gateway => gateway.Namespace, StringComparer.Ordinal).ToList();
        if (gateways.Count == 0)
        {
            return [];
        }

        // A selector that no pod of the input carries is one of pods that are not in it.
        var pods = view.Workloads.All.Where(workload => workload.DataPlane == DataPlane.Gateway).ToList();
        var unseen = gateways.Select(gateway => gateway.Object.Spec?.Selector).OfType<IReadOnlyDictionary<string, string>>()
            .Where(selector => !pods.Exists(pod => selector.Matches(pod.Labels)))
            .DistinctBy(selector => string.Join(',', selector.Select(label => $"{label.Key}={label.Value}")));
        return pods.Select(pod => Left(gateways.Where(gateway => gateway.Object.Spec?.Selector.Matches(pod.Labels) == true), ServicePorts.Of(view.Services.Of(pod), pod)))
            .Concat(unseen.Select(labels => Left(gateways.Where(gateway => gateway.Object.Spec?.Selector.Matches(labels) == true), number => (int)number)))
            .SelectMany(found => found)
            .DistinctBy(left => (left.Gateway, left.Server))
            .Select(left => Find(
                left.Gateway,
                $"spec.servers[{left.Server}]",
                $"{left.Reason}{(left.Before == left.Gateway ? "" : $" (Gateway {left.Before.Namespace}/{left.Before.Name}, for the same pods)")}, so istiod leaves the server out"));
    }

    private static IReadOnlyList<(Manifest<Gateway> Gateway, int Server, Manifest<Gateway> Before, string Reason)> Left(IEnumerable<Manifest<Gateway>> gateways, Func<long, int> portOf)
    {
        var merge = new ServerMerge<Manifest<Gateway>>(portOf);
        foreach (var gateway in gateways)
        {
            merge.Add(gateway, gateway.Name, gateway.Namespace, gateway.Object.Spec?.Servers ?? []);
        }

        return merge.Left;
    }
}
