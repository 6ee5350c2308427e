using System.Diagnostics;
using System.Globalization;
using Components.Intent;
using Manifests;
using Manifests.Istio.Security.V1;
using Manifests.Meta.V1;

namespace Components.Mesh;

/// <summary>The <c>PeerAuthentication</c>s of a region: which ports take plaintext, and which mutual TLS only.</summary>
/// <remarks>
/// One policy for the mesh in the root namespace (without a selector: Istio ignores a selector there), one for each namespace that deviates,
/// and one for each workload that has a deviating port. Istio does not merge workload policies: a pod gets one at most.
/// </remarks>
public static class PeerAuthenticationManifests
{
    private static readonly PerIntent<IReadOnlyList<PeerAuthentication>> Made = new(Make);

    /// <summary>The policies: the mesh's, then the namespaces', then the workloads'. None in a region without Istio.</summary>
    public static IReadOnlyList<PeerAuthentication> For(RegionIntent intent) => Made.Of(intent);

    private static IReadOnlyList<PeerAuthentication> Make(RegionIntent intent)
    {
        var modes = new PeerModes(intent);
        return !intent.HasIstio ? [] :
        [
            WithoutSelector(intent.Mesh.RootNamespace, intent.Mesh.Mode, intent.Mesh.Exception),
            .. from own in intent.Namespaces
               let mode = modes.OfNamespace(own.Name)
               where mode != intent.Mesh.Mode
               select WithoutSelector(own.Name, mode, own.Exception),
            .. from workload in intent.Workloads
               where workload.InMesh
               let ports = DeviatingPorts(modes, workload)
               where ports.Count > 0
               select ForPorts(workload, ports),
        ];
    }

    private static List<WorkloadPort> DeviatingPorts(PeerModes modes, Workload workload) =>
        [.. workload.Ports.Where(port => modes.OfPort(workload, port) != modes.OfNamespace(workload.Namespace))];

    private static PeerAuthentication WithoutSelector(string @namespace, MutualTlsMode mode, PolicyException? exception) => new()
    {
        Metadata = Metadata("default", @namespace, exception),
        Spec = new PeerAuthenticationSpec { Mtls = new() { Mode = Wire(mode) } },
    };

    /// <summary>Port keys are container ports: the server's proxy never sees the Service's.</summary>
    private static PeerAuthentication ForPorts(Workload workload, List<WorkloadPort> ports) => new()
    {
        Metadata = Metadata(workload.Name, workload.Namespace, [.. ports.Select(port => port.Exception).OfType<PolicyException>()]),
        Spec = new PeerAuthenticationSpec
        {
            Selector = new() { MatchLabels = new ValueMap<string>(workload.Labels) },
            PortLevelMtls = ports.ToDictionary(
                port => port.TargetPort.ToString(CultureInfo.InvariantCulture),
                port => new PeerAuthenticationPortLevelMtls { Mode = Wire(port.Mode!.Value) }),
        },
    };

    /// <summary>
    /// Plaintext carries the exception that it stands under, <c>mtls/exception: &lt;name&gt; until &lt;day&gt;</c>, so that manifests alone tell it
    /// from plaintext that nobody answers for; of several exceptions the first that ends.
    /// </summary>
    private static ObjectMeta Metadata(string name, string @namespace, params IReadOnlyList<PolicyException?> exceptions) => new()
    {
        Name = name,
        Namespace = @namespace,
        Labels = ObjectLabels.Common(),
        Annotations = exceptions.OfType<PolicyException>().MinBy(exception => exception.Expires) is { } exception
            ? new() { ["mtls/exception"] = $"{exception.Name} until {exception.Expires:yyyy-MM-dd}" }
            : null,
    };

    private static PeerAuthenticationMode Wire(MutualTlsMode mode) => mode switch
    {
        MutualTlsMode.Strict => PeerAuthenticationMode.Strict,
        MutualTlsMode.Permissive => PeerAuthenticationMode.Permissive,
        MutualTlsMode.Disable => PeerAuthenticationMode.Disable,
        _ => throw new UnreachableException(),
    };
}
