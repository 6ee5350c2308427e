using Infra.Cli.Access;
using Infra.Cli.Denials;
using Infra.Cli.Findings;
using Infra.Live;
using Policies.Evaluation;
using Policies.Model;
using Spectre.Console;

namespace Infra.Cli.Debugging;

/// <summary>Prints what stops a call: each layer by the plan and in the clusters, what is not as planned, and the conclusion.</summary>
internal static class DiagnosisText
{
    /// <summary>Writes the calls.</summary>
    public static void Write(CliContext context, IReadOnlyList<(CallDiagnosis Call, ProposedChange? Change, NextCommand Next)> calls)
    {
        foreach (var (diagnosis, change, next) in calls)
        {
            context.Console.Out.WriteLine($"{Title(diagnosis.Call)}:");
            RichText.Write(context, Layers(diagnosis));
            context.Console.Out.WriteLine();
            FindingsReport.Write(context, OutputFormat.Table, diagnosis.Findings);
            context.Console.Out.WriteLine();
            context.Console.Out.WriteLine(PlainText.Line(Conclusion(diagnosis)));
            foreach (var line in Lines(change))
            {
                context.Console.Out.WriteLine(PlainText.Line(line));
            }

            context.Console.Out.WriteLine($"first: {next.Command}");
            context.Console.Out.WriteLine($"  # {next.Purpose}");
            if (diagnosis != calls[^1].Call)
            {
                context.Console.Out.WriteLine();
            }
        }
    }

    /// <summary>The call in words.</summary>
    public static string Title(Call call) =>
        $"{call.From} → {call.To?.ToString() ?? call.Service?.Host ?? "?"}:{call.Port}{(call.Http is { } http ? $" {http.Method} {http.Path}" : "")}";

    /// <summary>Which layer stops the call, and whose doing that is, in one sentence.</summary>
    public static string Conclusion(CallDiagnosis diagnosis) => diagnosis switch
    {
        { Planned: { Allow: false } planned } => $"stopped by {Layer(planned)}, as the stack file says: {planned.Reason}",
        { Planned: { Allow: null } planned } => $"not decided by the plan: {planned.Reason}",
        { Running: null } => $"not to be made in the cluster: {diagnosis.Absence}",
        { Running: { Allow: false } running } => $"stopped by {Layer(running)} in the cluster, and not by the plan: {running.Reason}",
        { Running: { Allow: null } running } => $"not decided in the cluster: {running.Reason}",
        { IsStopped: true } => "allowed by the plan and in the cluster; what is not as planned is listed above, and may stop it",
        _ => "allowed by the plan and in the cluster, and nothing near it is amiss: what is left is in the proxies' logs, and at the server ('verify tls')",
    };

    private static IEnumerable<string> Lines(ProposedChange? change) => change switch
    {
        null => [],
        { Addition: { } addition } => [$"to allow it, add to {change.Where}:", $"  {addition}", .. change.Outcome],
        _ => [$"no change of {change.Where} allows it: {string.Join("; ", change.Outcome)}"],
    };

    private static string Layer(Verdict verdict) => verdict.DeniedBy is { } layer ? $"the layer {AccessWords.Of(layer)}" : "an unknown layer";

    /// <summary>Where both say the same over the same transport, the plan's words are the shorter ones.</summary>
    private static Table Layers(CallDiagnosis diagnosis)
    {
        var table = new Table().Border(TableBorder.None).AddColumns("layer", "by the plan", "in the cluster", "because");
        foreach (var layer in Enum.GetValues<Layer>())
        {
            var (planned, running) = (Find(diagnosis.Planned, layer), Find(diagnosis.Running, layer));
            if ((planned ?? running) is not null)
            {
                var isToldByCluster = running is not null && (running.Allow != planned?.Allow || diagnosis.Running!.Transport != diagnosis.Planned.Transport);
                table.AddRow(
                    AccessWords.Of(layer),
                    Word(planned),
                    Word(running),
                    Markup.Escape(PlainText.Line((isToldByCluster ? running : planned ?? running)!.Reason)));
            }
        }

        return table;
    }

    private static LayerAnswer? Find(Verdict? verdict, Layer layer) => verdict?.Layers.FirstOrDefault(answer => answer.Layer == layer);

    private static string Word(LayerAnswer? answer) => answer switch
    {
        null => "-",
        { Allow: true } => "passes",
        { Allow: false } => "denies",
        _ => "unknown",
    };
}
