using Components.Intent;
using Trust.Verification.Verifiers;

namespace Infra.Planning;

/// <summary>Knows who verifies chains in each region, from what runs there.</summary>
internal static class VerifierPlanner
{
    /// <summary>By region, its verifiers. Which library an application brings is known only where its namespace asks for a keystore.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<Verifier>> Of(IEnumerable<RegionIntent> regions)
    {
        var verifiers = new OrderedDictionary<string, IReadOnlyList<Verifier>>(StringComparer.Ordinal);
        foreach (var region in regions)
        {
            verifiers.Add(region.Region.Name, [.. Of(region)]);
        }

        return verifiers;
    }

    private static IEnumerable<Verifier> Of(RegionIntent region)
    {
        if (region.HasIstio)
        {
            // Sidecars and gateways.
            yield return Verifier.Envoy;
        }

        // istiod, cert-manager and Prometheus.
        yield return Verifier.Go;
        if (region.Region.IsAmbient)
        {
            yield return Verifier.Ztunnel;
        }

        if (region.Workloads.Any(workload => workload.Kind == ServerKind.Nats))
        {
            yield return Verifier.Nats;
        }

        if (region.Workloads.Any(workload => workload.Kind == ServerKind.Postgres))
        {
            yield return Verifier.PostgreSql;
        }

        if (region.Workloads.Any(workload => workload.Kind is ServerKind.Https or ServerKind.Redis))
        {
            yield return Verifier.OpenSsl;
        }

        if (region.Namespaces.Any(own => own.Keystore is not null))
        {
            yield return Verifier.Jvm;
        }
    }
}
