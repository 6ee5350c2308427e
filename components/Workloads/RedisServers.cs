using Pulumi;

namespace Components.Workloads;

/// <summary>The Redis servers of a region, each with its certificate and with the intent's callers as its users.</summary>
public sealed class RedisServers : ComponentResource
{
    /// <summary>Registers the objects.</summary>
    /// <exception cref="ArgumentException">The intent has <see cref="ServerProblems"/>.</exception>
    public RedisServers(string name, RedisServersArgs args, ComponentResourceOptions? options = null)
        : base("mtls:workloads:RedisServers", name, args, options)
    {
        ServerRegistration.Register(this, name, RedisManifests.For(args.Intent, args.Lifetime));
        RegisterOutputs();
    }
}
