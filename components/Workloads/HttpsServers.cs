using Pulumi;

namespace Components.Workloads;

/// <summary>The plain HTTPS services of a region: nginx with a certificate before each, which lets the intent's callers in.</summary>
public sealed class HttpsServers : ComponentResource
{
    /// <summary>Registers the objects.</summary>
    /// <exception cref="ArgumentException">The intent has <see cref="ServerProblems"/>.</exception>
    public HttpsServers(string name, HttpsServersArgs args, ComponentResourceOptions? options = null)
        : base("mtls:workloads:HttpsServers", name, args, options)
    {
        ServerRegistration.Register(this, name, HttpsManifests.For(args.Intent, args.Lifetime));
        RegisterOutputs();
    }
}
