using System.Globalization;
using System.Text.Json;
using Manifests;
using Policies;

namespace Infra.Live;

/// <summary>
/// What a sidecar of Istio holds: the answer of Envoy's <c>/certs</c>, which istio-agent passes on inside of the pod
/// (envoyproxy/envoy, api/envoy/admin/v3/certs.proto).
/// </summary>
internal sealed record ProxyCertificate
{
    /// <summary>The pod.</summary>
    public required ObjectReference Pod { get; init; }

    /// <summary>The URI of its certificate; null where it has none.</summary>
    public string? Identity { get; init; }

    /// <summary>The end of its certificate; null where it has none.</summary>
    public DateTimeOffset? NotAfter { get; init; }

    /// <summary>The serial number of its certificate; null where it has none.</summary>
    public string? Serial { get; init; }

    /// <summary>The serial numbers of the roots that it trusts.</summary>
    public required IReadOnlyList<string> Roots { get; init; }

    /// <summary>The identity that its pod is to have by the plan; null where the plan does not know the pod.</summary>
    public string? Planned { get; init; }

    /// <summary>Asks the sidecars of some pods.</summary>
    /// <param name="kubectl">How the cluster is reached.</param>
    /// <param name="plan">The region's plan.</param>
    /// <param name="cluster">The region's cluster, with its pods.</param>
    /// <param name="isWanted">Whether a namespace is looked at.</param>
    public static async Task<IReadOnlyList<ProxyCertificate>> ReadAsync(Kubectl kubectl, RegionPlan plan, LiveCluster cluster, Func<string, bool> isWanted)
    {
        var identities = Planning.PlanFleet.Known(plan).Workloads
            .SelectMany(workload => RunningPods.Of(workload, cluster).All.Select(pod => (Pod: ObjectKey.Of(pod)!, workload.Identity)))
            .ToLookup(own => own.Pod, own => own.Identity);
        var read = new List<ProxyCertificate>();
        foreach (var (key, pod) in cluster.OfKind("", "Pod").Where(entry => isWanted(entry.Key.Namespace!) && Proxies.HasContainer(entry.Value, "istio-proxy")))
        {
            if (pod["status"] is MapNode status && status["phase"] is ScalarNode { AsString: "Running" })
            {
                var answer = await kubectl.AskAsync(
                    plan.Name, plan.Intent.Region.Context, ["exec", key.Name, "--namespace", key.Namespace!, "--container", "istio-proxy", "--", "pilot-agent", "request", "GET", "certs"]);
                read.Add(Of(PlannedObjects.Reference(plan.Name, key), answer, identities[key].FirstOrDefault()));
            }
        }

        return read;
    }

    /// <summary>What is wrong with it.</summary>
    /// <param name="now">The instant to judge by.</param>
    public IEnumerable<Finding> Findings(DateTimeOffset now)
    {
        var problem = NotAfter is not { } end ? "it holds no certificate: istiod has not signed one"
            : end <= now ? $"its certificate ended at {Cli.Instants.Write(end)}"
            : Planned is not null && Identity != Planned ? $"it is {Identity ?? "nobody"}, and by the plan {Planned}"
            : null;
        return problem is null ? [] : [new Finding { Rule = LiveCatalogue.ProxyIdentity, Subject = Pod, Message = problem }];
    }

    /// <exception cref="Cli.CliFailure">The answer is not Envoy's.</exception>
    private static ProxyCertificate Of(ObjectReference pod, string answer, string? planned)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            var entries = document.RootElement.GetProperty("certificates").EnumerateArray().ToList();
            JsonElement? own = entries.SelectMany(entry => Parts(entry, "cert_chain")).Cast<JsonElement?>().FirstOrDefault();
            return new ProxyCertificate
            {
                Pod = pod,
                Identity = own is { } chain && chain.TryGetProperty("subject_alt_names", out var names)
                    ? names.EnumerateArray().Select(name => name.TryGetProperty("uri", out var uri) ? uri.GetString() : null).FirstOrDefault(uri => uri is not null)
                    : null,
                NotAfter = own?.GetProperty("expiration_time").GetDateTimeOffset(),
                Serial = own?.GetProperty("serial_number").GetString(),
                Roots = [.. entries.SelectMany(entry => Parts(entry, "ca_cert")).Select(root => root.GetProperty("serial_number").GetString()!).Distinct().Order(StringComparer.Ordinal)],
                Planned = planned,
            };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw Cli.CliFailure.Unreadable(string.Create(CultureInfo.InvariantCulture, $"{pod}: the answer of its proxy's /certs is not Envoy's"), "see 'istioctl proxy-config secret'");
        }
    }

    private static IEnumerable<JsonElement> Parts(JsonElement entry, string name) => entry.TryGetProperty(name, out var parts) ? parts.EnumerateArray() : [];
}
