using Pulumi;

namespace Components.Workloads;

/// <summary>The NATS servers of a region, each with its certificate and with the intent's callers as its users.</summary>
public sealed class NatsServers : ComponentResource
{
    /// <summary>Registers the objects.</summary>
    /// <exception cref="ArgumentException">The intent has <see cref="ServerProblems"/>.</exception>
    public NatsServers(string name, NatsServersArgs args, ComponentResourceOptions? options = null)
        : base("mtls:workloads:NatsServers", name, args, options)
    {
        ServerRegistration.Register(this, name, NatsManifests.For(args.Intent, args.Lifetime));
        RegisterOutputs();
    }
}
