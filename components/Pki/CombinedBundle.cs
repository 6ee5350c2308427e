using Pulumi;
using Trust;
using Trust.Bundles;

namespace Components.Pki;

/// <summary>Roots as one trust bundle.</summary>
public static class CombinedBundle
{
    /// <summary>The roots in PEM, in the order given.</summary>
    /// <param name="roots">The roots of a region's bundle, in the order of its <see cref="BundlePlan"/>.</param>
    public static Output<string> Of(IEnumerable<RootAuthority> roots)
    {
        ArgumentNullException.ThrowIfNull(roots);
        return Output.All(roots.Select(root => root.Certificate))
            .Apply(certificates => Bundle.Of(certificates.Select(CertificatePem.ReadSingle)).ToPem());
    }
}
