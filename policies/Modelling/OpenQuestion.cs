using System.Globalization;
using Manifests;
using Policies.Istio.Inbound;
using Policies.Model;

namespace Policies.Modelling;

/// <summary>An object that may decide about a call in a way that is not known.</summary>
/// <param name="Reference">The object's name.</param>
/// <param name="Source">Where it was written; null where the program made it.</param>
/// <param name="Why">What is not known, in words.</param>
internal sealed record OpenQuestion(ObjectReference? Reference, SourceLocation? Source, string Why)
{
    /// <summary>A question of a manifest.</summary>
    /// <param name="manifest">The object.</param>
    /// <param name="region">The region of its cluster; null for objects from files.</param>
    /// <param name="why">What is not known, in words.</param>
    internal OpenQuestion(MapNode manifest, string? region, string why)
        : this(ObjectReference.To(manifest, region), ConfigObjects.SourceOf(manifest), why)
    {
    }

    /// <summary>The sentence for people.</summary>
    internal string Reason => $"unknown because of {Reference}: {Why}";

    /// <summary>The question of a field whose meaning is not known; null where the object has none.</summary>
    internal static OpenQuestion? OfFields(MapNode? manifest, Cluster cluster) =>
        manifest is not null && cluster.Reviews.Of(manifest).Open is { } open ? new OpenQuestion(manifest, cluster.Region, open) : null;

    /// <summary>The question of whom servers take a workload for whose proxy brings its own certificate.</summary>
    internal static OpenQuestion OfName(Workload client) =>
        OfProxy(client, $"its proxy shows a certificate from files ({client.Certificates!.ClientSetting}), and whose name is in it and who trusts it is not known");

    /// <summary>The question of whether a call of a workload goes through its proxy, where that depends on the address that it calls.</summary>
    internal static OpenQuestion OfCalls(Workload client, string setting) =>
        OfProxy(client, $"it keeps its proxy from some of the addresses that it calls ({setting}), and which ones these are is not modelled");

    /// <summary>The question of what answers for a Service of whose pods the input has none, nor what makes them.</summary>
    internal static OpenQuestion OfEndpoints(ServiceModel service) => new(service.Reference, service.Source, "the input has no pods that answer for it, so what stands before them is not known");

    /// <summary>The question of where calls end that are made to another name of a host.</summary>
    internal static OpenQuestion OfAlias(ServiceModel service) => new(service.Reference, service.Source, $"it is another name of {service.AliasOf}, which is not followed here");

    /// <summary>The question of what answers for a Service's host that a ServiceEntry of its namespace has, too.</summary>
    internal static OpenQuestion OfSharedHost(ServiceModel entry) =>
        new(entry.Reference, entry.Source, $"it has the host {entry.Host} of a Service, and proxies send a part of the calls to its endpoints, which is not modelled");

    /// <summary>The question of what a workload takes that is called as an endpoint of a ServiceEntry.</summary>
    internal static OpenQuestion OfAddress(Workload endpoint, Workload behind) =>
        OfProxy(endpoint, $"its endpoint {endpoint.Ip} is the address of {behind}, and what that takes of those who call the entry's host is not modelled");

    /// <summary>The question of what a port speaks of which several Services say different things.</summary>
    internal static OpenQuestion OfPort(ContestedPort port)
    {
        var (service, own) = port.Claims[0];
        var (other, theirs) = port.Claims.First(claim => claim.Service != service && claim.Port.Protocol != own.Protocol);
        return new OpenQuestion(
            service.Reference,
            service.Source,
            string.Create(
                CultureInfo.InvariantCulture,
                $"it says that port {port.Number} speaks {own.Protocol}, {other.Reference} says {theirs.Protocol};")
            + " the older of them counts, and the input does not say which one that is");
    }

    /// <summary>The question of whom a server lets in whose proxy brings its own certificates; null where it has istiod's.</summary>
    internal static OpenQuestion? OfServer(Workload server) => server.Certificates?.ServerSetting is { } setting
        ? OfProxy(server, $"its proxy takes the certificates that it shows and trusts from files ({setting}), and whose they are is not known")
        : null;

    /// <summary>The first of several that is one; null for none.</summary>
    internal static OpenQuestion? First(IEnumerable<OpenQuestion?> questions) => questions.FirstOrDefault(question => question is not null);

    private static OpenQuestion OfProxy(Workload workload, string why) => new(
        workload.Reference ?? new ObjectReference { Region = workload.Region, Kind = workload.Kind, Namespace = workload.Namespace, Name = workload.Name },
        workload.Source,
        why);
}
