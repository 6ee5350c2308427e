using System.Diagnostics;
using Components.Intent;
using Manifests;
using Manifests.Istio.Networking.V1;
using Manifests.Meta.V1;

namespace Components.Mesh;

/// <summary>
/// The external services as the callers' sidecars see them: a <c>ServiceEntry</c> that makes the host known, and <c>DestinationRule</c>s that
/// originate TLS to it.
/// </summary>
/// <remarks>
/// The application dials <c>http://&lt;host&gt;</c> (port 80) and its sidecar speaks TLS to the external port. The sidecar then holds the client
/// certificate, checks the server's names, and its metrics and logs show requests instead of opaque connections; an application that speaks TLS
/// itself could do none of this centrally. Everything lives in the callers' namespaces and is exported to no other. What leaves through the egress
/// gateway has objects of its own (<see cref="EgressGatewayManifests"/>).
/// </remarks>
public static class ExternalServiceManifests
{
    private static readonly PerIntent<IReadOnlyList<KubernetesObject>> Made = new(Make);

    /// <summary>The port that applications dial in plaintext; the sidecar takes it over before it leaves the pod.</summary>
    internal const int DialledPort = 80;

    /// <summary>The objects, by external service and calling namespace: the entry first, then its rules.</summary>
    public static IReadOnlyList<KubernetesObject> For(RegionIntent intent) => Made.Of(intent);

    private static IReadOnlyList<KubernetesObject> Make(RegionIntent intent) =>
    [
        .. from external in intent.Externals
           where !external.ThroughGateway
           from callers in external.Callers.GroupBy(caller => caller.Namespace).OrderBy(calling => calling.Key, StringComparer.Ordinal)
           from manifest in InNamespace(external, callers.Key, [.. callers])
           select manifest,
    ];

    private static IEnumerable<KubernetesObject> InNamespace(ExternalService external, string @namespace, List<ExternalCaller> callers)
    {
        yield return Entry(external, @namespace);
        foreach (var host in external.Hosts)
        {
            switch (external.Tls)
            {
                case ExternalTls.Simple:
                    yield return Rule(external, host, @namespace, host, selector: null);
                    break;
                case ExternalTls.Mutual:
                    // A sidecar uses credentialName only from a rule that selects it; otherwise it would send plaintext.
                    foreach (var caller in callers)
                    {
                        yield return Rule(external, host, @namespace, $"{caller.Name}.{host}", caller.Labels);
                    }

                    break;
                default:
                    throw new UnreachableException();
            }
        }
    }

    private static ServiceEntry Entry(ExternalService external, string @namespace) => new()
    {
        Metadata = Metadata(external.Name, @namespace),
        Spec = new ServiceEntrySpec
        {
            Hosts = [.. external.Hosts],
            Location = ServiceEntryLocation.MeshExternal,
            Resolution = ServiceEntryResolution.Dns,
            Ports = [new() { Number = DialledPort, Name = "http", Protocol = "HTTP", TargetPort = external.Port }],
            ExportTo = ["."],
        },
    };

    private static DestinationRule Rule(
        ExternalService external, string host, string @namespace, string name, IReadOnlyDictionary<string, string>? selector) => new()
        {
            Metadata = Metadata(name, @namespace),
            Spec = new DestinationRuleSpec
            {
                Host = host,
                TrafficPolicy = new() { Tls = Tls(external.Tls, host) },
                WorkloadSelector = selector is null ? null : new() { MatchLabels = new ValueMap<string>(selector) },
                ExportTo = ["."],
            },
        };

    /// <summary>The TLS that is spoken to a host.</summary>
    internal static DestinationRuleTls Tls(ExternalTls tls, string host) => new()
    {
        Mode = tls is ExternalTls.Mutual ? DestinationRuleMode.Mutual : DestinationRuleMode.Simple,
        CredentialName = (tls as ExternalTls.Mutual)?.CredentialName,
        Sni = host,
        SubjectAltNames = tls.SubjectAltNames.Count > 0 ? [.. tls.SubjectAltNames] : [host],
    };

    private static ObjectMeta Metadata(string name, string @namespace) =>
        new() { Name = name, Namespace = @namespace, Labels = ObjectLabels.Common() };
}
