using System.Text.Json;
using Infra.Cli;

namespace Infra.Live;

/// <summary>
/// What a proxy of Istio's holds: the answer of Envoy's <c>/certs</c>, which istio-agent passes on inside of the pod
/// (envoyproxy/envoy, api/envoy/admin/v3/certs.proto).
/// </summary>
internal static class SidecarCertificate
{
    /// <summary>Asks it.</summary>
    /// <exception cref="CliFailure">It cannot be reached, or the answer is not Envoy's.</exception>
    public static async Task<ProxyCertificate> ReadAsync(Kubectl kubectl, RegionPlan plan, AskedPod pod)
    {
        var answer = await kubectl.AskAsync(
            plan.Name,
            plan.Intent.Region.Context,
            ["exec", pod.Reference.Name, "--namespace", pod.Reference.Namespace!, "--container", Proxies.Istio, "--", "pilot-agent", "request", "GET", "certs"]);
        try
        {
            using var document = JsonDocument.Parse(answer);
            var entries = document.RootElement.GetProperty("certificates").EnumerateArray().ToList();
            return entries.SelectMany(entry => Parts(entry, "cert_chain")).Cast<JsonElement?>().FirstOrDefault() is { } own
                ? Of(pod, own, entries.SelectMany(entry => Parts(entry, "ca_cert")))
                : pod.Without(Proxies.Istio, "it holds no certificate: istiod has not signed one");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw CliFailure.Unreadable($"{pod.Reference}: the answer of its proxy's /certs is not Envoy's", "see 'istioctl proxy-config secret'");
        }
    }

    private static ProxyCertificate Of(AskedPod pod, JsonElement own, IEnumerable<JsonElement> roots) => new()
    {
        Pod = pod.Reference,
        Proxy = Proxies.Istio,
        Identity = Parts(own, "subject_alt_names").Select(name => name.TryGetProperty("uri", out var uri) ? uri.GetString() : null).FirstOrDefault(uri => uri is not null),
        NotAfter = own.GetProperty("expiration_time").GetDateTimeOffset(),
        Serial = own.GetProperty("serial_number").GetString(),
        Roots = [.. roots.Select(root => root.GetProperty("serial_number").GetString()!).Distinct().Order(StringComparer.Ordinal)],
        Planned = pod.Planned,
    };

    private static IEnumerable<JsonElement> Parts(JsonElement entry, string name) => entry.TryGetProperty(name, out var parts) ? parts.EnumerateArray() : [];
}
