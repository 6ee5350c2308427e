using System.Globalization;
using Manifests.Core.V1;
using Manifests.Istio.Networking.V1;
using Policies.Istio.Inbound;
using Policies.Model;

namespace Policies.Rules.Traffic;

/// <summary>Ports of Services that lead to one port of the same pods and do not speak the same: the pods' proxies listen as one of them says.</summary>
internal sealed class ContestedProtocol : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS376",
        Level = FindingLevel.Warning,
        Title = "port whose protocol two Services contest",
        Remedy = "have all Services that lead to a port of the same pods name its protocol alike, by appProtocol or the port's name",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<Service>(), Input.Kind<Sidecar>(), Input.Services];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var contested = new ContestedPorts(view.Services.All).All.Where(entry => entry.Port.Matters).ToList();
        if (contested.Count == 0)
        {
            return [];
        }

        var services = view.All<Service>();
        var listing = view.All<Sidecar>().Where(sidecar => sidecar.Object.Spec?.Ingress is { Count: > 0 }).ToList();
        return contested
            .Where(entry => !listing.Exists(sidecar => Selects(sidecar, entry.Workload)))
            .Select(entry => Explain(entry.Workload, entry.Port, services))
            .OfType<Finding>()
            .DistinctBy(finding => (finding.Subject, finding.Message));
    }

    private static bool Selects(Manifest<Sidecar> sidecar, Workload workload) =>
        sidecar.Namespace == workload.Namespace && (sidecar.Object.Spec?.WorkloadSelector?.Labels is not { } labels || labels.Matches(workload.Labels));

    private Finding? Explain(Workload workload, ContestedPort contested, IReadOnlyList<Manifest<Service>> services)
    {
        var (first, own) = contested.Claims[0];
        var (second, theirs) = contested.Claims.First(claim => claim.Port.Protocol != own.Protocol);
        if (services.FirstOrDefault(service => service.Reference == second.Reference) is not { } manifest)
        {
            return null;
        }

        var counts = first == second ? "the first of its ports counts"
            : contested.IsSettled ? $"{first.Reference} is the older one and counts"
            : "the older Service counts, and the input does not say which one that is";
        var other = first != second ? first.Reference?.ToString() ?? first.Host : string.Create(CultureInfo.InvariantCulture, $"port {own.Number}");
        return Find(
            manifest,
            string.Create(CultureInfo.InvariantCulture, $"spec.ports[{IndexOf(second, theirs)}]"),
            string.Create(
                CultureInfo.InvariantCulture,
                $"port {contested.Number} of the pods {workload.Name} speaks {theirs.Protocol} here and {own.Protocol} at {other};")
            + $" {counts}, so policies see requests there or do not");
    }

    private static int IndexOf(ServiceModel service, Model.ServicePort port)
    {
        for (var index = 0; index < service.Ports.Count; index++)
        {
            if (ReferenceEquals(service.Ports[index], port))
            {
                return index;
            }
        }

        return 0;
    }
}
