using Components.Mesh;
using Pulumi;

namespace Infra;

/// <content>What one region knows of another.</content>
internal static partial class EnvironmentStack
{
    /// <summary>Lets each region's istiod read the endpoints of those that its workloads call, where these say how they are reached.</summary>
    private static void RegisterRemoteSecrets(IReadOnlyDictionary<string, RegisteredRegion> regions)
    {
        foreach (var (name, reading) in regions)
        {
            foreach (var peer in RemoteReach.Of(reading.Plan.Intent))
            {
                if (reading is not { Cluster: { } own, Istio: { } istio } || regions[peer.Name] is not { Cluster: { } other, Istio: { } otherIstio } read)
                {
                    continue;
                }

                var reader = new RemoteReader(
                    $"{peer.Name}-reader-{name}",
                    new RemoteReaderArgs { Reader = reading.Plan.Intent.Region, RootNamespace = read.Plan.Intent.Mesh.RootNamespace },
                    new ComponentResourceOptions { Providers = { other }, DependsOn = otherIstio });
                _ = new RemoteSecret(
                    $"{name}-remote-{peer.Name}",
                    new RemoteSecretArgs
                    {
                        Region = peer,
                        RootNamespace = reading.Plan.Intent.Mesh.RootNamespace,
                        Authority = reader.Authority,
                        Token = reader.Token,
                    },
                    new ComponentResourceOptions { Providers = { own }, DependsOn = istio });
            }
        }
    }
}
