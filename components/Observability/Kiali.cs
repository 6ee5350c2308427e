using Components.Platform;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Random;

namespace Components.Observability;

/// <summary>
/// Kiali in one region: shows the mesh and changes nothing. It is a workload of the mesh like any other: its namespace and policies are those of the intent.
/// </summary>
public sealed class Kiali : ComponentResource
{
    /// <summary>What Kiali takes for a key: AES-256.</summary>
    private const int KeyLength = 32;

    /// <summary>Registers the roots of its backends, Prometheus' certificate, the key of its sessions and the release; its namespace has to exist.</summary>
    public Kiali(string name, KialiArgs args, ComponentResourceOptions? options = null)
        : base("mtls:observability:Kiali", name, args, options)
    {
        var objects = ManifestRegistration.RegisterAll(
            name, KialiManifests.For(args.Intent, args.Lifetime), new CustomResourceOptions { Parent = this });
        var key = new RandomPassword(
            $"{name}-session", new RandomPasswordArgs { Length = KeyLength, Special = false }, new CustomResourceOptions { Parent = this });
        var secret = new Secret(
            $"{name}-{KialiNames.SessionSecret}",
            new SecretArgs
            {
                Metadata = new ObjectMetaArgs { Name = KialiNames.SessionSecret, Namespace = KialiNames.Name, Labels = ObjectLabels.Common() },
                Type = "Opaque",
                StringData = new InputMap<string> { [KialiNames.SessionKey] = key.Result },
            },
            new CustomResourceOptions { Parent = this });
        KialiRelease.For(args.Intent).Register(name, new CustomResourceOptions { Parent = this, DependsOn = [.. objects, secret] });
        RegisterOutputs();
    }
}
