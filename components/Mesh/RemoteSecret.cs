using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Components.Mesh;

/// <summary>In the reading region: the Secret from which istiod learns of another cluster and how to read its endpoints.</summary>
/// <remarks>istiod takes every Secret of its namespace with the label <c>istio/multiCluster</c> (istio: pkg/kube/multicluster/secretcontroller.go).</remarks>
public sealed class RemoteSecret : ComponentResource
{
    /// <summary>Registers the Secret.</summary>
    public RemoteSecret(string name, RemoteSecretArgs args, ComponentResourceOptions? options = null)
        : base("mtls:mesh:RemoteSecret", name, args, options)
    {
        var region = args.Region;
        _ = new Secret(
            $"{name}-secret",
            new SecretArgs
            {
                Metadata = new ObjectMetaArgs
                {
                    Name = $"istio-remote-secret-{region.Cluster}",
                    Namespace = args.RootNamespace,
                    Labels = ObjectLabels.With([new("istio/multiCluster", "true")]),
                    Annotations = new InputMap<string> { ["networking.istio.io/cluster"] = region.Cluster },
                },
                Type = "Opaque",
                StringData = new InputMap<string>
                {
                    [region.Cluster] = Output.Tuple(args.Authority.ToOutput(), args.Token.ToOutput())
                        .Apply(values => RemoteKubeconfig.For(region, values.Item1, values.Item2)),
                },
            },
            new CustomResourceOptions { Parent = this });
        RegisterOutputs();
    }
}
