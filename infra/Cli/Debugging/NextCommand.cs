using Infra.Cli.Denials;
using Infra.Live;
using Policies;
using Policies.Evaluation;
using Policies.Model;

namespace Infra.Cli.Debugging;

/// <summary>What to run first after a diagnosis: the one command that mends what stops a call, or tells the most about it.</summary>
/// <param name="Command">The command, ready to be pasted.</param>
/// <param name="Purpose">What it does, in a few words.</param>
internal sealed record NextCommand(string Command, string Purpose)
{
    // What stands before the others makes those behind it: no pod is ready without its object, and a proxy has no identity without a CA.
    private static readonly Rule[] ByUrgency =
    [
        LiveCatalogue.MissingKind, LiveCatalogue.NoReadyPod, LiveCatalogue.PodWithoutProxy, LiveCatalogue.RenewalOverdue, LiveCatalogue.NotReady,
        LiveCatalogue.BundlesDiffer, LiveCatalogue.MissingObject, LiveCatalogue.ChangedObject,
    ];

    /// <summary>The command for a diagnosis.</summary>
    /// <param name="stack">The stack's name.</param>
    /// <param name="plan">Its plan, which knows the clusters' contexts.</param>
    /// <param name="diagnosis">What stops the call.</param>
    /// <param name="change">What would allow it, where the stack file refuses it.</param>
    public static NextCommand Of(string stack, EnvironmentPlan plan, CallDiagnosis diagnosis, ProposedChange? change)
    {
        var found = ByUrgency.Select(rule => diagnosis.Findings.FirstOrDefault(finding => finding.Rule.Code == rule.Code && finding.Subject is not null))
            .FirstOrDefault(finding => finding is not null);
        return diagnosis switch
        {
            { Planned.Allow: false } when change?.Addition is not null =>
                new($"infra preview {stack}", "with the entry in the stack file: what it opens, before 'pulumi up'"),
            { Planned.Allow: not true } => new($"infra check {stack}", "what the stack's own objects and statements say"),
            { Running: { Allow: false } running } when Foreign(diagnosis, running) is { } policy =>
                new($"{Kubectl(plan, policy)} get {Resource(policy)} -o yaml --show-managed-fields", "whose it is; the call goes on once it is gone"),
            _ when found is not null => For(stack, plan, diagnosis, found),
            { Running: null } => new($"infra verify {stack}", "what else is not there"),
            { Running.Allow: not true } => new($"infra verify {stack}", "what is not as planned anywhere in the clusters"),
            _ => Logs(stack, plan, diagnosis.Call),
        };
    }

    /// <summary>A policy that the plan does not have, where it is what decides.</summary>
    private static ObjectReference? Foreign(CallDiagnosis diagnosis, Verdict running)
    {
        var deciding = running.Layers.FirstOrDefault(layer => layer.Allow == false)?.Object;
        return diagnosis.Findings.Where(finding => finding.Rule.Code == LiveCatalogue.UnplannedPolicy.Code).Select(finding => finding.Subject).OfType<ObjectReference>()
            .OrderByDescending(own => own == deciding).FirstOrDefault();
    }

    private static NextCommand For(string stack, EnvironmentPlan plan, CallDiagnosis diagnosis, Finding finding)
    {
        var (subject, code) = (finding.Subject!, finding.Rule.Code);
        return code == LiveCatalogue.NoReadyPod.Code ? new($"{Kubectl(plan, subject)} describe pods{Selector(diagnosis, subject)}", "why no pod is ready")
            : code == LiveCatalogue.PodWithoutProxy.Code && subject.Namespace is { } place
                ? new($"infra enable {stack} {place} --yes", "restarts what runs without a proxy")
            : code == LiveCatalogue.RenewalOverdue.Code
                ? new($"infra rotate now {stack} {subject.Region}/{subject.Namespace}/{subject.Name} --yes", "has it issued anew, and tells what stands in the way")
            : code == LiveCatalogue.MissingObject.Code || code == LiveCatalogue.ChangedObject.Code || code == LiveCatalogue.MissingKind.Code
                ? new($"pulumi up --stack {stack} --refresh --diff", "shows what the clusters lack of the plan, and puts it back")
            : new($"{Kubectl(plan, subject)} describe {Resource(subject)}", "its conditions and events");
    }

    private static NextCommand Logs(string stack, EnvironmentPlan plan, Call call) => call.To is { } server
        ? new(
            $"kubectl --context {ShellWord.Of(Context(plan, server.Region))} {LogsOf(server)} --since=10m | infra explain {stack} --denied -",
            "the last refusal in the log of the server's proxies, explained")
        : new($"infra verify {stack}", "what is not as planned anywhere in the clusters");

    /// <summary>ztunnel, which is on the node, refuses for pods that have no proxy of their own.</summary>
    private static string LogsOf(Workload server) => server.DataPlane switch
    {
        DataPlane.Linkerd => $"-n {server.Namespace} logs{Labels(server)} -c linkerd-proxy",
        DataPlane.Ambient => "-n istio-cni logs -l app=ztunnel",
        DataPlane.Sidecar => $"-n {server.Namespace} logs{Labels(server)} -c istio-proxy",
        _ => $"-n {server.Namespace} logs{Labels(server)}",
    };

    private static string Selector(CallDiagnosis diagnosis, ObjectReference subject)
    {
        var ends = new[] { (diagnosis.Call.From as Caller.OfWorkload)?.Workload, diagnosis.Call.To }.OfType<Workload>();
        return ends.FirstOrDefault(end => end.Name == subject.Name && end.Namespace == subject.Namespace) is { } end ? Labels(end) : "";
    }

    private static string Labels(Workload workload) =>
        " -l " + string.Join(
            ',',
            workload.Labels.Where(label => label.Key != WellKnownLabels.TlsMode).Select(label => $"{label.Key}={label.Value}").Order(StringComparer.Ordinal));

    private static string Kubectl(EnvironmentPlan plan, ObjectReference subject) =>
        $"kubectl --context {ShellWord.Of(Context(plan, subject.Region))}{(subject.Namespace is { } place ? $" -n {place}" : "")}";

    private static string Resource(ObjectReference subject) => $"{subject.Kind.ToLowerInvariant()} {subject.Name}";

    private static string Context(EnvironmentPlan plan, string? region) =>
        (plan.Regions.FirstOrDefault(own => own.Name == region) ?? plan.Regions[0]).Intent.Region.Context;
}
