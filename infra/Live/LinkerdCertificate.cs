using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Components.Linkerd;
using Infra.Live.Probing;
using Manifests;

namespace Infra.Live;

/// <summary>
/// What a proxy of Linkerd's holds: the certificate that it presents on its admin port to whoever asks for its own name
/// (linkerd/linkerd2, cli/cmd/identity.go). Which roots it trusts it tells nobody.
/// </summary>
internal static class LinkerdCertificate
{
    private const string NameVariable = "LINKERD2_PROXY_IDENTITY_LOCAL_NAME";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>Asks it.</summary>
    /// <exception cref="Cli.CliFailure">It cannot be reached.</exception>
    public static async Task<ProxyCertificate> ReadAsync(Kubectl kubectl, RegionPlan plan, AskedPod pod)
    {
        if (LocalName(pod) is not { } name)
        {
            return pod.Without(Proxies.Linkerd, $"its proxy has no variable {NameVariable}: it was injected without an identity");
        }

        await using var forward = await kubectl.ForwardAsync(plan.Name, plan.Intent.Region.Context, pod.Reference, LinkerdNames.AdminPort);
        var probe = new TlsProbe(new TlsEndpoint("127.0.0.1", forward.Port), Dialect.Of(Opening.Http, name, ""), name, Limit);
        var handshake = await probe.HandshakeAsync(certificate: null, SslProtocols.None);
        return handshake.Chain is [var leaf, ..]
            ? new ProxyCertificate
            {
                Pod = pod.Reference,
                Proxy = Proxies.Linkerd,
                Identity = leaf.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(names => names.EnumerateDnsNames()).FirstOrDefault(),
                NotAfter = leaf.NotAfter.ToUniversalTime(),
                Serial = leaf.SerialNumber.ToLowerInvariant(),
                Roots = [],
                Planned = pod.Planned,
            }
            : pod.Without(Proxies.Linkerd, $"it presents no certificate for {name}: {handshake.Answer.Said}");
    }

    /// <summary>The name that the proxy goes by: injection writes it with the pod's service account and namespace as variables.</summary>
    private static string? LocalName(AskedPod pod) => (Proxies.FindContainer(pod.Manifest, Proxies.Linkerd)?["env"] as ListNode ?? [])
        .Where(variable => Proxies.Text(variable, "name") == NameVariable)
        .Select(variable => Proxies.Text(variable, "value"))
        .FirstOrDefault()?
        .Replace("$(_pod_sa)", pod.ServiceAccount, StringComparison.Ordinal)
        .Replace("$(_pod_ns)", pod.Reference.Namespace, StringComparison.Ordinal);
}
