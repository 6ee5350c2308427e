using System.Collections.Immutable;
using Components.Pki;
using Pulumi;

namespace Infra;

/// <summary>The Pulumi program: registers an environment's plan, region by region, each with a provider of its own.</summary>
internal static partial class EnvironmentStack
{
    /// <summary>Registers everything and returns the stack's outputs: per region its trust domain, bundle and CA fingerprints. Nothing secret.</summary>
    /// <exception cref="PlanRefusedException">The plan has mandatory findings; nothing was registered.</exception>
    public static IDictionary<string, object?> Deploy(EnvironmentPlan plan)
    {
        PlanGate.Require(plan);
        return Register(plan, keysAreReal: true);
    }

    /// <summary>
    /// Registers everything without asking the gate: for a run that creates nothing, beside which the gate is asked (<see cref="Hermetic.HermeticRun"/>).
    /// </summary>
    /// <returns>The stack's outputs, as <see cref="Deploy"/> returns them.</returns>
    /// <param name="plan">The plan.</param>
    /// <param name="keysAreReal">Whether the engine's keys are the deployed ones, which external certificates have to be for.</param>
    public static IDictionary<string, object?> Register(EnvironmentPlan plan, bool keysAreReal)
    {
        RootAuthority[] roots =
        [
            .. plan.Trust.Roots.Select(root => new RootAuthority(root.Name, new RootAuthorityArgs { Environment = plan.Environment, Plan = root })),
        ];
        var regions = plan.Regions.ToDictionary(region => region.Name, region => RegisterRegion(region, roots, keysAreReal));
        RegisterRemoteSecrets(regions);
        var deployed = regions.Where(region => !region.Value.Plan.AwaitsItsCertificates).ToList();
        var withIstio = deployed.Where(region => region.Value.Plan.MeshAuthority is not null).ToList();
        return new Dictionary<string, object?>
        {
            ["roots"] = Map(roots, root => root.Plan.Name, root => root.Fingerprint),
            ["rootCertificates"] = Map(roots, root => root.Plan.Name, root => root.Certificate),
            ["bundles"] = Map(regions, region => region.Key, region => region.Value.Authority.Bundle),
            ["trustDomains"] = Map(plan.Regions, region => region.Name, region => Output.Create(region.Intent.Region.TrustDomain.Name)),
            ["certificateRequests"] = Output.All(regions.Values.Select(region => region.Authority.CertificateRequests))
                .Apply(requests => (object?)requests.SelectMany(region => region).ToImmutableDictionary()),
            ["meshAuthorities"] = Map(withIstio, region => region.Key, region => region.Value.Authority.MeshFingerprint),
            ["meshCertificates"] = Map(withIstio, region => region.Key, region => region.Value.Authority.MeshCertificate),
            ["workloadAuthorities"] = Map(deployed, region => region.Key, region => region.Value.Authority.WorkloadFingerprint),
            ["workloadCertificates"] = Map(deployed, region => region.Key, region => region.Value.Authority.WorkloadCertificate),
        };
    }

    private static Output<object?> Map<T>(
        IEnumerable<T> items, Func<T, string> name, Func<T, Output<string>> value)
    {
        var map = new InputMap<string>();
        foreach (var item in items)
        {
            map.Add(name(item), value(item));
        }

        return map.ToOutput().Apply(values => (object?)values);
    }
}
