using Components.Intent;
using Components.Linkerd;
using Components.Platform;
using Components.Spire;
using Trust.Hierarchy;

namespace Infra.Planning;

/// <summary>The CAs that a region has beside istiod's and cert-manager's.</summary>
internal static class BesideAuthorities
{
    /// <summary>Those that the region's platform asks for.</summary>
    public static IEnumerable<BesideAuthority> Of(RegionIntent intent, PlatformOptions platform)
    {
        if (platform.StepCa is { } stepCa)
        {
            yield return StepCa.Authority(intent.Region.Name, stepCa);
        }

        if (intent.HasLinkerd)
        {
            yield return LinkerdControlPlane.Authority(intent.Region.Name, intent.Mesh.WorkloadCertificateLifetime);
        }

        if (platform.Spire is { } spire)
        {
            yield return SpireServer.Authority(intent, spire);
        }
    }
}
