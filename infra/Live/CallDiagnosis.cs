using Manifests;
using Policies;
using Policies.Evaluation;
using Policies.Model;

namespace Infra.Live;

/// <summary>A call by the plan and in the running clusters, side by side.</summary>
internal sealed record CallDiagnosis
{
    /// <summary>The call, as the plan sees it.</summary>
    public required Call Call { get; init; }

    /// <summary>What the plan's objects make of it.</summary>
    public required Verdict Planned { get; init; }

    /// <summary>What the clusters' objects make of it; null where it cannot be made there, for <see cref="Absence"/>.</summary>
    public Verdict? Running { get; init; }

    /// <summary>Why the call cannot be made in the clusters; null where it can.</summary>
    public string? Absence { get; init; }

    /// <summary>What is not as planned where it may concern the call, in the order of reports.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Whether something stops the call, or may.</summary>
    public bool IsStopped => Planned.Allow != true || Running?.Allow != true || Findings.Any(finding => finding.Level == FindingLevel.Error);

    /// <summary>The calls that a question stands for.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="clusters">The cluster of every region.</param>
    /// <param name="calls">The calls by the plan (<see cref="CallReader"/>).</param>
    /// <param name="planned">The fleet of the plan.</param>
    /// <param name="question">The fields of a scenario's call, which the calls stand for.</param>
    /// <param name="now">The instant to judge certificates by.</param>
    public static IReadOnlyList<CallDiagnosis> Of(
        EnvironmentPlan plan, IReadOnlyList<LiveCluster> clusters, Fleet planned, IReadOnlyList<Call> calls, MapNode question, DateTimeOffset now)
    {
        var running = LiveFleet.Of(plan, clusters);
        var (found, absences) = CallReader.Read(running, question);
        var (byPlan, inClusters) = (new Evaluator(planned), new Evaluator(running));
        var findings = Verification.Of(plan, clusters, now);
        return
        [
            .. from call in calls
               let same = found.FirstOrDefault(other => Title(other) == Title(call))
               select new CallDiagnosis
               {
                   Call = call,
                   Planned = byPlan.Evaluate(call),
                   Running = same is null ? null : inClusters.Evaluate(same),
                   Absence = same is not null ? null : absences is [var absence, ..] ? absence.Message : "there is no such call in the clusters",
                   Findings = [.. CallEnds.Findings(plan, clusters, call, findings).Order(Finding.Order)],
               },
        ];
    }

    /// <summary>What makes a call the same one in two fleets.</summary>
    public static string Title(Call call) => $"{call.From} {call.To} {call.Service?.Host} {call.Port}";
}
