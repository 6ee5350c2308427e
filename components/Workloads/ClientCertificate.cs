using Components.Intent;
using Trust;

namespace Components.Workloads;

/// <summary>The client certificate with which one workload calls one server outside the mesh; its Secret lies in the caller's namespace.</summary>
internal sealed record ClientCertificate(string Namespace, string Caller, SpiffeId Identity, OutboundCall Server)
{
    /// <summary>The name of the Certificate and of its Secret.</summary>
    public string Name => $"{Caller}-{Server.Name}-client-tls";

    /// <summary>What it is for, in words.</summary>
    public string Description => $"the call from '{Caller}' to '{Server.Name}' in '{Server.Namespace}'";

    /// <summary>The client certificates of one workload, one for each server that it calls, ordered by server.</summary>
    public static IEnumerable<ClientCertificate> Of(Workload caller) => caller.Outbound
        .Where(call => call.Kind is not ServerKind.Mesh)
        .DistinctBy(call => (call.Namespace, call.Name))
        .OrderBy(call => call.Name, StringComparer.Ordinal)
        .ThenBy(call => call.Namespace, StringComparer.Ordinal)
        .Select(call => new ClientCertificate(caller.Namespace, caller.Name, caller.Identity, call));

    /// <summary>The client certificates of a region, ordered as its workloads are, one for each pair of caller and server.</summary>
    public static IReadOnlyList<ClientCertificate> Of(RegionIntent intent) => [.. intent.Workloads.SelectMany(Of)];
}
