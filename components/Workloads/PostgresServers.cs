using Pulumi;

namespace Components.Workloads;

/// <summary>The PostgreSQL servers of a region, each with its certificate and with the intent's callers mapped to roles.</summary>
public sealed class PostgresServers : ComponentResource
{
    /// <summary>Registers the objects.</summary>
    /// <exception cref="ArgumentException">The intent has <see cref="ServerProblems"/>.</exception>
    public PostgresServers(string name, PostgresServersArgs args, ComponentResourceOptions? options = null)
        : base("mtls:workloads:PostgresServers", name, args, options)
    {
        ServerRegistration.Register(this, name, PostgresManifests.For(args.Intent, args.Lifetime));
        RegisterOutputs();
    }
}
