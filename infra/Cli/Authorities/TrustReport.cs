using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using Infra.Hermetic;
using Trust;
using Trust.Bundles;
using Trust.Hierarchy;
using Trust.Verification;

namespace Infra.Cli.Authorities;

/// <summary>An environment's CA hierarchy as issued in a hermetic run: real certificates, from keys that exist in this run only.</summary>
internal sealed record TrustReport
{
    /// <summary>The environment.</summary>
    public required string Environment { get; init; }

    /// <summary>The trusted roots in the order of the bundle, each with what it signed.</summary>
    public required IReadOnlyList<AuthorityReport> Roots { get; init; }

    /// <summary>The bundle of each region.</summary>
    public required IReadOnlyList<BundleReport> Bundles { get; init; }

    /// <summary>Describes the certificates of a run.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="run">Its run.</param>
    /// <param name="at">The day from which days left are counted.</param>
    public static TrustReport Of(EnvironmentPlan plan, HermeticRun run, DateOnly at)
    {
        var (certificates, bundles) = (Map(run, "rootCertificates"), Map(run, "bundles"));
        return new TrustReport
        {
            Environment = plan.Environment,
            Roots =
            [
                .. plan.Trust.Roots.Where(root => root.State.IsTrusted())
                    .Select(root => Root(root, CertificatePem.ReadSingle(certificates[root.Name]), plan, run, at)),
            ],
            Bundles =
            [
                .. plan.Regions.Select(region => new BundleReport(
                    region.Name,
                    region.Intent.Region.TrustDomain.Name,
                    region.Bundle,
                    Bundle.Parse(bundles[region.Name]).Digest.ColonHex)),
            ],
        };
    }

    private static AuthorityReport Root(RootPlan root, X509Certificate2 certificate, EnvironmentPlan plan, HermeticRun run, DateOnly at) => new()
    {
        Name = root.Name,
        Role = $"root, {root.State.ToString().ToLowerInvariant()}",
        Certificate = CertificateDescription.Of(certificate),
        DaysLeft = DaysLeft(certificate.NotAfter, at),
        Signed =
        [
            .. plan.Trust.Intermediates.Where(intermediate => intermediate.Root == root.Name)
                .Select(intermediate => Intermediate(intermediate, run, at)),
        ],
    };

    private static AuthorityReport Intermediate(IntermediatePlan plan, HermeticRun run, DateOnly at)
    {
        var (output, role) = plan.Use == IntermediateUse.Mesh
            ? ("meshCertificates", "istiod signs for the mesh with it")
            : ("workloadCertificates", "cert-manager signs for workloads outside the mesh with it");
        var certificate = CertificatePem.ReadSingle(Map(run, output)[plan.Region]);
        return new AuthorityReport
        {
            Name = plan.Name,
            Role = role,
            Certificate = CertificateDescription.Of(certificate),
            DaysLeft = DaysLeft(certificate.NotAfter, at),
            Signed = [],
        };
    }

    private static ImmutableDictionary<string, string> Map(HermeticRun run, string output) =>
        (ImmutableDictionary<string, string>)run.Outputs[output].Value!;

    private static int DaysLeft(DateTime notAfter, DateOnly at) => DateOnly.FromDateTime(notAfter.ToUniversalTime()).DayNumber - at.DayNumber;
}
