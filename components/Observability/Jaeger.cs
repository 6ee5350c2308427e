using Components.Platform;
using Pulumi;

namespace Components.Observability;

/// <summary>
/// Jaeger in one region: takes the spans of the region's sidecars. It is a workload of the mesh like any other: its namespace, policies and Service are those
/// of the intent.
/// </summary>
public sealed class Jaeger : ComponentResource
{
    /// <summary>Registers the release; its namespace and the policies around it have to exist.</summary>
    public Jaeger(string name, JaegerArgs args, ComponentResourceOptions? options = null)
        : base("mtls:observability:Jaeger", name, args, options)
    {
        JaegerRelease.For(args.Options).Register(name, new CustomResourceOptions { Parent = this });
        RegisterOutputs();
    }
}
