using Pulumi;
using Trust;
using Trust.Bundles;

namespace Components.Pki;

/// <summary>
/// The roots of an environment as one trust bundle: the same roots in the same order, and so the same bytes, in every region.
/// </summary>
public static class CombinedBundle
{
    /// <summary>The trusted roots in PEM, in the order given; roots that are gone are left out.</summary>
    /// <param name="roots">Every root of the environment in the order of the plan.</param>
    public static Output<string> Of(IEnumerable<RootAuthority> roots)
    {
        ArgumentNullException.ThrowIfNull(roots);
        return Output.All(roots.Where(root => root.Plan.State.IsTrusted()).Select(root => root.Certificate))
            .Apply(certificates => Bundle.Of(certificates.Select(CertificatePem.ReadSingle)).ToPem());
    }
}
