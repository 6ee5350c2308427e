using Manifests.Istio.Networking.V1;
using Policies.Model;

namespace Policies.Rules.Traffic;

/// <summary>Calls to the outside in plaintext: an HTTP port of a ServiceEntry, and no rule that puts TLS around it.</summary>
internal sealed class PlaintextExternal : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS414",
        Level = FindingLevel.Warning,
        Title = "plaintext to the outside",
        Remedy = "add a DestinationRule with tls mode SIMPLE for the host, and let targetPort lead to its TLS port",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<ServiceEntry>(), Input.Kind<DestinationRule>(), Input.Services];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var withTls = view.All<DestinationRule>().Where(rule => TlsPart.Of(rule).Any(part => part.Mode is not DestinationRuleMode.Disable))
            .Select(rule => RuleHosts.Of(view, rule)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in view.All<ServiceEntry>().Where(entry => entry.Object.Spec?.Location is not ServiceEntryLocation.MeshInternal))
        {
            var spec = entry.Object.Spec;
            for (var index = 0; index < (spec?.Ports?.Count ?? 0); index++)
            {
                var port = spec!.Ports![index];
                var open = spec.Hosts.Where(host => !withTls.Contains(host)).ToList();
                if (PortProtocols.Parse(port.Protocol) is { } protocol && protocol.IsHttp() && open.Count > 0)
                {
                    yield return Find(entry, $"spec.ports[{index}]", $"requests to {Words.List(open)} port {port.Number} leave the cluster in plaintext");
                }
            }
        }
    }
}
