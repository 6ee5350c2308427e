using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Components.Pki;

/// <summary>The Secret in which a signer finds its CA's key: protected from deletion, and kept where the stack goes.</summary>
internal static class AuthoritySecret
{
    /// <summary>Registers it.</summary>
    /// <param name="resource">The resource's name.</param>
    /// <param name="name">The Secret's name.</param>
    /// <param name="namespace">Its namespace.</param>
    /// <param name="type">Its type, which cannot be changed later.</param>
    /// <param name="values">What it holds.</param>
    /// <param name="parent">The component.</param>
    internal static Secret Register(string resource, string name, string @namespace, string type, InputMap<string> values, Resource parent) => new(
        resource,
        new SecretArgs
        {
            Metadata = new ObjectMetaArgs { Name = name, Namespace = @namespace, Labels = ObjectLabels.Common() },
            Type = type,
            StringData = values,
        },
        new CustomResourceOptions { Parent = parent, Protect = true, RetainOnDelete = true });

    /// <summary>The root that signs a CA.</summary>
    /// <exception cref="ArgumentException">It is not among the roots.</exception>
    internal static RootAuthority RootOf(Trust.Hierarchy.IntermediatePlan plan, IReadOnlyList<RootAuthority> roots) =>
        roots.FirstOrDefault(candidate => candidate.Plan.Name == plan.Root)
        ?? throw new ArgumentException($"{plan.Name}: its root '{plan.Root}' is not among the roots {string.Join(", ", roots.Select(root => root.Plan.Name))}");
}
