namespace Pulumi.Kubernetes;

/// <summary>An object of a Kubernetes cluster, or something that makes several.</summary>
public abstract class KubernetesResource : CustomResource
{
    internal KubernetesResource(string type, string name, ResourceArgs? args, CustomResourceOptions? options = null)
        : base(type, name, args, options)
    {
    }
}
