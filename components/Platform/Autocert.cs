using Components.Pki;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Components.Platform;

/// <summary>
/// autocert in one region: a webhook that gives a pod which asks for it by annotation a certificate of step-ca, and a container that renews it.
/// </summary>
/// <remarks>
/// For pods outside the mesh that this program does not deploy. The certificates carry DNS names only, so they are no identities of the mesh.
/// </remarks>
public sealed class Autocert : ComponentResource
{
    /// <summary>Registers the controller, what holds it to its namespaces, and then the webhook. step-ca and the namespaces have to exist.</summary>
    /// <exception cref="ArgumentException">The options do not ask for autocert, or the intermediate's root is not among the roots.</exception>
    public Autocert(string name, AutocertArgs args, ComponentResourceOptions? options = null)
        : base("mtls:platform:Autocert", name, args, options)
    {
        if (args.Options.AutocertIn(args.Intent) is null)
        {
            throw new ArgumentException("the options do not ask for autocert in this region", nameof(args));
        }

        var root = new ConfigMap(
            $"{name}-root",
            new ConfigMapArgs
            {
                Metadata = new ObjectMetaArgs { Name = AutocertNames.Root, Namespace = PlatformNamespaceNames.Autocert, Labels = ObjectLabels.Common() },
                Data = new() { [AutocertDeployment.RootFile] = AuthoritySecret.RootOf(args.Intermediate, args.Roots).Certificate },
            },
            Child());
        var password = AuthoritySecret.RegisterReplaceable(
            $"{name}-password",
            AutocertNames.PasswordSecret,
            PlatformNamespaceNames.Autocert,
            "Opaque",
            new() { [StepCaNames.PasswordKey] = args.Password },
            this);
        var controller = ManifestRegistration.RegisterAll(name, AutocertManifests.For(args.Intent, args.Options, args.Intermediate), Child(root, password));
        var served = AutocertNames.Namespaces(args.Intent);
        // Last: from then on, pods that ask for a certificate wait for it.
        _ = new LateManifest(
            $"{name}-webhook",
            AutocertWebhook.For(served, ""),
            args.Bundle.Apply(bundle => (Manifests.KubernetesObject)AutocertWebhook.For(served, bundle)),
            Child(controller));
        RegisterOutputs();
    }

    private CustomResourceOptions Child(params Resource[] earlier) => new() { Parent = this, DependsOn = earlier };
}
