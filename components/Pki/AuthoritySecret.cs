using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Components.Pki;

/// <summary>The Secrets in which a signer finds what it signs with.</summary>
internal static class AuthoritySecret
{
    /// <summary>Registers the one with its CA's key: protected from deletion, and kept where the stack goes.</summary>
    /// <param name="resource">The resource's name.</param>
    /// <param name="name">The Secret's name.</param>
    /// <param name="namespace">Its namespace.</param>
    /// <param name="type">Its type, which cannot be changed later.</param>
    /// <param name="values">What it holds.</param>
    /// <param name="parent">The component.</param>
    /// <param name="earlier">What has to be there before it.</param>
    internal static Secret Register(
        string resource, string name, string @namespace, string type, InputMap<string> values, Resource parent, params Resource[] earlier) =>
        new(
            resource,
            Args(name, @namespace, type, values),
            new CustomResourceOptions { Parent = parent, DependsOn = earlier, Protect = true, RetainOnDelete = true });

    /// <summary>Registers one beside it, without the CA's key: what it holds can be made again at any time, so it goes with the stack.</summary>
    /// <inheritdoc cref="Register"/>
    internal static Secret RegisterReplaceable(string resource, string name, string @namespace, string type, InputMap<string> values, Resource parent) =>
        new(resource, Args(name, @namespace, type, values), new CustomResourceOptions { Parent = parent });

    /// <summary>The root that signs a CA.</summary>
    /// <exception cref="ArgumentException">It is not among the roots.</exception>
    internal static RootAuthority RootOf(Trust.Hierarchy.IntermediatePlan plan, IReadOnlyList<RootAuthority> roots) =>
        roots.FirstOrDefault(candidate => candidate.Plan.Name == plan.Root)
        ?? throw new ArgumentException(
            $"{plan.Name}: its root '{plan.Root}' is not among the roots {string.Join(", ", roots.Select(root => root.Plan.Name))}");

    private static SecretArgs Args(string name, string @namespace, string type, InputMap<string> values) => new()
    {
        Metadata = new ObjectMetaArgs { Name = name, Namespace = @namespace, Labels = ObjectLabels.Common() },
        Type = type,
        StringData = values,
    };
}
