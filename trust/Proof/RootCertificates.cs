using Trust.Bundles;
using Trust.Hierarchy;

namespace Trust.Proof;

/// <summary>What of a root's plan stands in its certificate.</summary>
internal static class RootCertificates
{
    /// <summary>The plan without what may change in the root's life: its state, and who else signs it.</summary>
    internal static RootPlan AsCertificate(this RootPlan root) => root with { State = RootState.Active, CrossSignedBy = null };
}
