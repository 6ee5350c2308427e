using Manifests.Istio.Security.V1;

namespace Policies.Rules.Authorization;

/// <summary>An allowed host without its variant with a port: clients on another port than 80 or 443 send one.</summary>
internal sealed class AllowedHostWithoutPort : ObjectRule<AuthorizationPolicy>
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS317",
        Level = FindingLevel.Info,
        Title = "allowed host without port",
        Remedy = "list the host with :* too, if clients call it on another port than 80 or 443",
    };

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(Manifest<AuthorizationPolicy> manifest)
    {
        foreach (var part in manifest.Allows() ? manifest.Operations() : [])
        {
            foreach (var index in HostPorts.WithoutTwin(part.Operation.Hosts))
            {
                var host = part.Operation.Hosts![index];
                yield return Find(
                    manifest, $"{part.Path}.hosts[{index}]", $"'{host}' does not allow '{host}:8080': the port is a part of the host that clients send");
            }
        }
    }
}
