using System.Security.Cryptography.X509Certificates;
using Infra.Hermetic;
using Policies;
using Trust.Bundles;
using Trust.Hierarchy;
using Trust.Verification;

namespace Infra.Cli.Authorities;

/// <summary>An environment's CA hierarchy as a hermetic run issues it: real certificates, from keys that protect nothing.</summary>
internal sealed record TrustReport
{
    /// <summary>The environment.</summary>
    public required string Environment { get; init; }

    /// <summary>The instant for which it is judged.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The trusted roots in the order of the plan, each with what it signed.</summary>
    public required IReadOnlyList<AuthorityReport> Roots { get; init; }

    /// <summary>The bundle of each region.</summary>
    public required IReadOnlyList<BundleReport> Bundles { get; init; }

    /// <summary>What is wrong with the hierarchy, and with each certificate at that instant.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Describes the hierarchy of a plan.</summary>
    public static TrustReport Of(EnvironmentPlan plan, DateTimeOffset at)
    {
        var authorities = new HermeticAuthorities(plan.Trust);
        var roots = plan.Trust.Roots.Where(root => root.State.IsTrusted()).ToList();
        var certificates = roots.ToDictionary(root => root.Name, authorities.Root, StringComparer.Ordinal);
        var intermediates = plan.Trust.Signers.Where(intermediate => !plan.Trust.Awaits(intermediate))
            .ToDictionary(intermediate => intermediate.Name, intermediate => authorities.Intermediate(intermediate)!, StringComparer.Ordinal);
        return new TrustReport
        {
            Environment = plan.Environment,
            At = at,
            Roots = [.. roots.Select(root => Root(root, certificates[root.Name], plan, intermediates))],
            Bundles = [.. plan.Regions.Select(region => Bundle(region, certificates))],
            Findings =
            [
                .. plan.SettingFindings,
                .. certificates.Concat(intermediates).SelectMany(each => Windows(each.Key, each.Value, plan.Trust, at)),
            ],
        };
    }

    private static AuthorityReport Root(
        RootPlan root, X509Certificate2 certificate, EnvironmentPlan plan, Dictionary<string, X509Certificate2> intermediates) => new()
        {
            Name = root.Name,
            Role = $"{(root.ExternalCertificate is null ? "root" : "external root")}, {root.State.ToString().ToLowerInvariant()}",
            Certificate = CertificateDescription.Of(certificate),
            Signed =
            [
                .. plan.Trust.Signers.Where(intermediate => intermediate.Root == root.Name && intermediates.ContainsKey(intermediate.Name))
                    .Select(intermediate => Intermediate(
                        intermediate, plan.Regions.Single(region => region.Name == intermediate.Region), intermediates[intermediate.Name])),
            ],
        };

    private static AuthorityReport Intermediate(IntermediatePlan plan, RegionPlan region, X509Certificate2 certificate) => new()
    {
        Name = plan.Name,
        Role = (plan, region.Intent.Mesh) switch
        {
            ({ Signer: BesideAuthority.Step }, _) => "step-ca signs for workloads outside the mesh with it",
            ({ Signer: BesideAuthority.Linkerd }, _) => "Linkerd signs its proxies' identities with it",
            ({ Signer: BesideAuthority.Spire }, { IssuedBySpire: true }) => "SPIRE's own CA stands below it, which signs for the mesh",
            ({ Signer: BesideAuthority.Spire }, _) => "SPIRE's own CA stands below it",
            ({ Use: IntermediateUse.Mesh }, { IssuedByCertManager: true }) => "cert-manager signs for the mesh with it, whose proxies ask istio-csr",
            ({ Use: IntermediateUse.Mesh }, { IssuedBySpire: true }) => "istiod signs its own certificate with it, and none of its proxies'",
            ({ Use: IntermediateUse.Mesh }, _) => "istiod signs for the mesh with it",
            _ => "cert-manager signs for workloads outside the mesh with it",
        },
        Certificate = CertificateDescription.Of(certificate),
        RenewAt = new DateTimeOffset(certificate.NotAfter) - plan.RenewBefore,
        Signed = [],
    };

    private static BundleReport Bundle(RegionPlan region, Dictionary<string, X509Certificate2> certificates)
    {
        var bundle = Trust.Bundles.Bundle.Of(region.Bundle.Select(name => certificates[name]));
        return new BundleReport(
            region.Name,
            region.Intent.Region.TrustDomain.Name,
            region.Bundle,
            bundle.Digest.ColonHex,
            [.. region.Intent.AcceptedPeers.Select(peer => peer.Name)]);
    }

    /// <summary>An intermediate is due when its plan says so, a root in the last third of its life.</summary>
    private static IEnumerable<Finding> Windows(string name, X509Certificate2 certificate, HierarchyPlan plan, DateTimeOffset at)
    {
        var renewBefore = plan.Signers.FirstOrDefault(intermediate => intermediate.Name == name)?.RenewBefore;
        return WindowRules.Check(certificate, at, renewBefore).Select(finding => TrustCatalogue.Of(finding with { Subject = name }));
    }
}
