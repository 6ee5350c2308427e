using Manifests.Istio.Networking.V1;

namespace Policies.Rules.Traffic;

/// <summary>Settings or routes for a port that the service does not have.</summary>
internal sealed class UnknownRulePort : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS412",
        Level = FindingLevel.Error,
        Title = "port that the service does not have",
        Remedy = "write the Service's port; unlike policies, rules on traffic are about the port that clients call",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<DestinationRule>(), Input.Kind<VirtualService>(), Input.Services];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var rule in view.All<DestinationRule>())
        {
            var host = RuleHosts.Of(view, rule);
            foreach (var (path, policy) in TlsPart.Policies(rule))
            {
                for (var index = 0; index < (policy.PortLevelSettings?.Count ?? 0); index++)
                {
                    if (Problem(view, host, policy.PortLevelSettings![index].Port?.Number) is { } problem)
                    {
                        yield return Find(rule, $"{path}.portLevelSettings[{index}].port", $"{problem}, so the settings hold for nothing");
                    }
                }
            }
        }

        foreach (var service in view.All<VirtualService>())
        {
            foreach (var (path, destination) in Destinations.Of(service))
            {
                if (Problem(view, view.Services.Qualify(destination.Host, service.Namespace), destination.Port?.Number) is { } problem)
                {
                    yield return Find(service, $"{path}.port", $"{problem}, so requests get an error");
                }
            }
        }
    }

    private static string? Problem(RuleView view, string host, long? port) =>
        port is not null && view.Services.Find(host) is { Ports.Count: > 0 } service && !service.Ports.Any(own => own.Number == port)
            ? $"{service.Name} has no port {port}, but {Words.List(service.Ports, own => $"{own.Number}")}"
            : null;
}
