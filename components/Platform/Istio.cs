using Pulumi;

namespace Components.Platform;

/// <summary>Istio in one region: CRDs, CNI node agent, control plane, gateways.</summary>
/// <remarks>
/// istiod uses a plugged-in CA only if the Secret <c>cacerts</c> is there when it starts, so this component depends on the region's CA.
/// </remarks>
public sealed class Istio : ComponentResource
{
    /// <summary>Registers the releases, one after another; their namespaces have to exist.</summary>
    public Istio(string name, IstioArgs args, ComponentResourceOptions? options = null)
        : base("mtls:platform:Istio", name, args, options)
    {
        var caCertificates = args.Roots.ToOutput().Apply(roots => CaCertificates.For(args.Intent, roots));
        Resource? previous = null;
        foreach (var release in IstioReleases.For(args.Intent, args.Options, caCertificates))
        {
            var child = new CustomResourceOptions { Parent = this };
            if (previous is not null)
            {
                child.DependsOn = previous;
            }

            previous = release.Register(name, child);
        }

        RegisterOutputs();
    }
}
