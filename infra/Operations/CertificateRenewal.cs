using System.Globalization;
using Components.Intent;
using Infra.Cli;
using Infra.Live;
using Manifests;
using Manifests.Writing;

namespace Infra.Operations;

/// <summary>
/// Has cert-manager issue a certificate anew, as its own command line does: by the condition <c>Issuing</c> in the Certificate's status
/// (github.com/cert-manager/cmctl, pkg/renew).
/// </summary>
internal sealed class CertificateRenewal(Kubectl kubectl, Region region, string @namespace, string name, TimeProvider clock)
{
    private const string Kind = "certificate.v1.cert-manager.io";
    private const string Requests = "certificaterequest.v1.cert-manager.io";

    /// <summary>The certificate as messages name it.</summary>
    public string Title => $"{region.Name}/{@namespace}/{name}";

    /// <summary>The steps: to ask, and to wait for the answer.</summary>
    public async Task<IReadOnlyList<OperationStep>> StepsAsync(TimeSpan limit)
    {
        var certificate = await ReadAsync();
        var ends = Status(certificate, "notAfter") is { } end ? $", ends {end}" : ", not issued yet";
        return
        [
            new OperationStep($"ask {Title}", $"{Title}: ask cert-manager for a new certificate (revision {Revision(certificate)}{ends})", _ => AskAsync()),
            new OperationStep(
                $"wait {Title}",
                $"{Title}: wait until it is issued and ready",
                journal => WaitAsync(int.Parse(journal.Find($"ask {Title}")!.Seen, CultureInfo.InvariantCulture), limit)),
        ];
    }

    private async Task<string> AskAsync()
    {
        var certificate = await ReadAsync();
        var metadata = (MapNode)certificate["metadata"]!;
        var conditions = ((certificate["status"] as MapNode)?["conditions"] as ListNode ?? []).Where(condition => !IsOfType(condition, "Issuing"));
        var issuing = new MapNode
        {
            new("type", "Issuing"),
            new("status", "True"),
            new("reason", "ManuallyTriggered"),
            new("message", "Certificate re-issuance manually triggered"),
            new("lastTransitionTime", Instants.Write(clock.GetUtcNow())),
        };
        if (metadata["generation"] is ScalarNode generation)
        {
            issuing.Add("observedGeneration", generation);
        }

        // The version makes the API server refuse the patch where the controller has written in between.
        var patch = new MapNode
        {
            new("metadata", new MapNode { new("resourceVersion", metadata["resourceVersion"]!) }),
            new("status", new MapNode { new("conditions", new ListNode(conditions.Append(issuing))) }),
        };
        await kubectl.DoAsync(
            region.Name, region.Context, ["patch", Kind, name, "--namespace", @namespace, "--subresource", "status", "--type", "merge", "--patch", ManifestWriter.WriteJson(patch)]);
        return Revision(certificate).ToString(CultureInfo.InvariantCulture);
    }

    private async Task<string> WaitAsync(int before, TimeSpan limit)
    {
        await new Waiting(clock, limit).ForAsync(
            Title,
            async () =>
            {
                var certificate = await ReadAsync();
                return Revision(certificate) <= before ? await PendingAsync(before) : Conditions.Problem(certificate, "Ready");
            },
            $"look at kubectl --context {ShellWord.Of(region.Context)} -n {@namespace} describe certificate {name}");
        var issued = await ReadAsync();
        return $"revision {Revision(issued)}, ends {Status(issued, "notAfter") ?? "at an unknown time"}";
    }

    private async Task<string> PendingAsync(int before)
    {
        var request = CertificateRequests.Last(await kubectl.ListAsync(region.Name, region.Context, Requests, @namespace), @namespace, name);
        var problem = request is null ? null : CertificateRequests.Problem(request);
        return $"still at revision {before}{(problem is null ? "" : $", {problem}")}";
    }

    private async Task<MapNode> ReadAsync() => await kubectl.FindAsync(region.Name, region.Context, Kind, @namespace, name)
        ?? throw CliFailure.Unreadable($"{Title}: there is no such Certificate in the cluster", $"kubectl --context {ShellWord.Of(region.Context)} get certificates -A");

    private static int Revision(MapNode certificate) =>
        int.TryParse(Status(certificate, "revision"), NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : 0;

    private static string? Status(MapNode certificate, string field) => ((certificate["status"] as MapNode)?[field] as ScalarNode)?.Text;

    private static bool IsOfType(Node condition, string type) => (condition as MapNode)?["type"] is ScalarNode { AsString: { } own } && own == type;
}
