using Manifests;
using Manifests.Istio.Security.V1;

namespace Policies.Rules.Authorization;

/// <summary>A DENY by host, or an ALLOW of all hosts but some: the client writes the host, so it chooses one that is not on the list.</summary>
internal sealed class DeniedHost : ObjectRule<AuthorizationPolicy>
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS318",
        Level = FindingLevel.Warning,
        Title = "DENY by host",
        Remedy = "allow the hosts that are meant instead; if it has to be a DENY, list the host with :* too",
    };

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(Manifest<AuthorizationPolicy> manifest)
    {
        foreach (var part in manifest.Operations())
        {
            var (field, hosts) = manifest.Denies() ? ("hosts", part.Operation.Hosts) : ("notHosts", manifest.Allows() ? part.Operation.NotHosts : null);
            foreach (var finding in Hosts(manifest, part, field, hosts))
            {
                yield return finding;
            }
        }

        foreach (var part in manifest.Conditions("request.headers[:authority]").Concat(manifest.Conditions("request.headers[host]")))
        {
            var (field, hosts) = manifest.Denies() ? ("values", part.Condition.Values) : ("notValues", manifest.Allows() ? part.Condition.NotValues : null);
            foreach (var finding in Hosts(manifest, part, field, hosts))
            {
                yield return finding;
            }
        }
    }

    private IEnumerable<Finding> Hosts(Manifest manifest, IPolicyPart part, string field, ValueList<string>? hosts) =>
        HostPorts.WithoutTwin(hosts).Select(index => Find(
            manifest,
            $"{part.Path}.{field}[{index}]",
            $"'{hosts![index]}' leaves '{hosts[index]}:80' open: the host is what the client writes, and the port is a part of it"));
}
