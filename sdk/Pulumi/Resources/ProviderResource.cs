using Pulumi.Serialization;

namespace Pulumi;

/// <summary>A configured instance of a provider, which other resources name in their options.</summary>
public class ProviderResource : CustomResource
{
    /// <summary>Registers a provider of the type <c>pulumi:providers:(package)</c>.</summary>
    /// <param name="package">The package, such as <c>kubernetes</c>.</param>
    /// <param name="name">The name.</param>
    /// <param name="args">The provider's settings.</param>
    /// <param name="options">The options; null for none.</param>
    public ProviderResource(string package, string name, ResourceArgs args, CustomResourceOptions? options = null)
        : base($"pulumi:providers:{package}", name, args, options) => Package = package;

    /// <summary>Registers a provider of a package that is described by a request, with <see cref="CustomResource"/>'s ambiguity.</summary>
    /// <param name="package">The package, such as <c>kubernetes</c>.</param>
    /// <param name="name">The name.</param>
    /// <param name="args">The provider's settings.</param>
    /// <param name="options">The options; null for none.</param>
    /// <param name="registerPackageRequest">The package; only null here.</param>
    /// <exception cref="NotSupportedException">A package is given: no engine is here to register it with.</exception>
    public ProviderResource(
        string package, string name, ResourceArgs args, CustomResourceOptions? options = null, RegisterPackageRequest? registerPackageRequest = null)
        : this(package, name, args, options) => RegisterPackageRequest.Refuse(registerPackageRequest);

    internal string Package { get; }

    internal async ValueTask<string> ReferenceAsync()
    {
        var id = await Id.GetValueAsync(whenUnknown: "");
        return $"{await Urn.GetValueAsync(whenUnknown: "")}::{(string.IsNullOrEmpty(id) ? WellKnown.Unknown : id)}";
    }
}
