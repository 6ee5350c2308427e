using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Infra.Cli;

namespace Infra.Live;

/// <summary>
/// What the ztunnels of a cluster hold for the pods of their nodes: the part <c>certificates</c> of <c>/config_dump</c> on their admin port, which listens
/// inside of the pod only (istio/ztunnel, src/admin.rs).
/// </summary>
internal sealed class ZtunnelCertificates(Kubectl kubectl, RegionPlan plan, LiveCluster cluster)
{
    private const int AdminPort = 15000;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly ZtunnelPods _pods = new(cluster);
    private readonly Dictionary<ObjectKey, IReadOnlyList<JsonElement>> _dumps = [];

    /// <summary>Asks the one on a pod's node.</summary>
    /// <exception cref="CliFailure">It cannot be reached, or the answer is not ztunnel's.</exception>
    public async Task<ProxyCertificate> ReadAsync(AskedPod pod)
    {
        if (_pods.Beside(pod.Manifest) is not { } ztunnel)
        {
            return pod.Without("none", $"no ztunnel is ready on its node {Proxies.Text(pod.Manifest["spec"], "nodeName")}");
        }

        var (proxy, account) = ($"{ztunnel.Namespace}/{ztunnel.Name}", $"/ns/{pod.Reference.Namespace}/sa/{pod.ServiceAccount}");
        if (!_dumps.TryGetValue(ztunnel, out var entries))
        {
            _dumps.Add(ztunnel, entries = await AskAsync(ztunnel));
        }

        try
        {
            var own = entries.Where(entry => Text(entry, "identity").EndsWith(account, StringComparison.Ordinal)).ToList();
            return own.Where(entry => Text(entry, "state") == "Available").Cast<JsonElement?>().FirstOrDefault() is { } held ? Of(pod, proxy, held)
                : pod.Without(proxy, own is [var other, ..]
                    ? $"{proxy} holds no certificate for {Text(other, "identity")}: {PlainText.Line(Text(other, "state"))}"
                    : $"{proxy} does not know an identity that ends in {account}");
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw NotZtunnel(ztunnel);
        }
    }

    private async Task<IReadOnlyList<JsonElement>> AskAsync(ObjectKey ztunnel)
    {
        var context = plan.Intent.Region.Context;
        await using var forward = await kubectl.ForwardAsync(plan.Name, context, PlannedObjects.Reference(plan.Name, ztunnel), AdminPort);
        using var http = new HttpClient { Timeout = Limit };
        try
        {
            var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{forward.Port}/config_dump");
            using var document = JsonDocument.Parse(await http.GetStringAsync(new Uri(address)));
            return [.. document.RootElement.GetProperty("certificates").EnumerateArray().Select(entry => entry.Clone())];
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw NotZtunnel(ztunnel);
        }
    }

    private CliFailure NotZtunnel(ObjectKey ztunnel) => CliFailure.Unreadable(
        $"{PlannedObjects.Reference(plan.Name, ztunnel)}: the answer of its /config_dump is not ztunnel's", "see 'istioctl ztunnel-config certificates'");

    private static ProxyCertificate Of(AskedPod pod, string proxy, JsonElement held)
    {
        var leaf = held.GetProperty("certChain")[0];
        return new ProxyCertificate
        {
            Pod = pod.Reference,
            Proxy = proxy,
            Identity = Text(held, "identity"),
            NotAfter = leaf.GetProperty("expirationTime").GetDateTimeOffset(),
            Serial = Serial(leaf),
            Roots = [.. held.GetProperty("rootCerts").EnumerateArray().Select(Serial).Distinct().Order(StringComparer.Ordinal)],
            Planned = pod.Planned,
        };
    }

    /// <summary>A serial number as the other proxies write it; ztunnel's are decimal.</summary>
    private static string Serial(JsonElement certificate) =>
        Convert.ToHexStringLower(BigInteger.Parse(Text(certificate, "serialNumber"), NumberStyles.None, CultureInfo.InvariantCulture).ToByteArray(isUnsigned: true, isBigEndian: true));

    private static string Text(JsonElement entry, string name) => entry.GetProperty(name).GetString() ?? "";
}
