using Manifests.Istio.Security.V1;

namespace Policies.Rules.Authorization;

/// <summary>A DENY by host: the client writes the host, so it chooses one that is not on the list.</summary>
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
        foreach (var part in manifest.Denies() ? manifest.Operations() : [])
        {
            foreach (var index in HostPorts.WithoutTwin(part.Operation.Hosts))
            {
                var host = part.Operation.Hosts![index];
                yield return Find(
                    manifest,
                    $"{part.Path}.hosts[{index}]",
                    $"'{host}' leaves '{host}:80' open: the host is what the client writes, and the port is a part of it");
            }
        }
    }
}
