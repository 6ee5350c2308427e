using Pulumi.Serialization;

namespace Pulumi;

/// <summary>A resource that a provider creates, reads, updates and deletes.</summary>
public class CustomResource : Resource
{
    /// <summary>Registers a resource.</summary>
    /// <param name="type">The type token, <c>package:module:Type</c>.</param>
    /// <param name="name">The name, unique among resources of the type under the same types of parents.</param>
    /// <param name="args">The arguments; null for none.</param>
    /// <param name="options">The options; null for none.</param>
    /// <exception cref="InvalidOperationException">No deployment is running.</exception>
    public CustomResource(string type, string name, ResourceArgs? args, CustomResourceOptions? options = null)
        : base(type, name, custom: true, args ?? ResourceArgs.Empty, options ?? new CustomResourceOptions(), remote: false)
    {
    }

    /// <summary>Registers a resource of a package that is described by a request. Beside the shorter constructor it makes three arguments ambiguous, as in the official package.</summary>
    /// <param name="type">The type token, <c>package:module:Type</c>.</param>
    /// <param name="name">The name, unique among resources of the type under the same types of parents.</param>
    /// <param name="args">The arguments; null for none.</param>
    /// <param name="options">The options; null for none.</param>
    /// <param name="registerPackageRequest">The package; only null here.</param>
    /// <exception cref="NotSupportedException">A package is given: no engine is here to register it with.</exception>
    public CustomResource(
        string type, string name, ResourceArgs? args, CustomResourceOptions? options = null, RegisterPackageRequest? registerPackageRequest = null)
        : this(type, name, args, options) => RegisterPackageRequest.Refuse(registerPackageRequest);

    private protected CustomResource()
    {
    }

    /// <summary>The id that the provider gave; unknown until the resource exists.</summary>
    [Output(WellKnown.Id)]
    public Output<string> Id { get; private protected set; } = null!;
}
