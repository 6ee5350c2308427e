using Infra.Cli.Access;
using Infra.Cli.Authorities;
using Infra.Live;
using Manifests;
using Policies.Evaluation;

namespace Infra.Cli.Debugging;

/// <summary>The same for scripts.</summary>
internal static class DiagnosisDocument
{
    /// <summary>The document.</summary>
    public static ListNode Of(IReadOnlyList<CallDiagnosis> calls) => Documents.List(calls.Select(Of));

    private static Node Of(CallDiagnosis diagnosis)
    {
        var map = Documents.Map(
            ("call", DiagnosisText.Title(diagnosis.Call)),
            ("isStopped", diagnosis.IsStopped),
            ("conclusion", DiagnosisText.Conclusion(diagnosis)),
            ("planned", Verdict(diagnosis.Planned)));
        map.Add("running", diagnosis.Running is { } running ? Verdict(running) : ScalarNode.Null);
        map.Add("findings", Documents.Findings(diagnosis.Findings));
        return map;
    }

    private static MapNode Verdict(Verdict verdict) => Documents.Map(
        ("answer", AccessWords.Of(verdict.Allow)),
        ("transport", AccessWords.Of(verdict.Transport)),
        ("decidedBy", verdict.DecidedBy),
        ("reason", verdict.Reason),
        ("layers", Documents.List(verdict.Layers.Select(layer => Documents.Map(
            ("layer", AccessWords.Of(layer.Layer)),
            ("answer", AccessWords.Of(layer.Allow)),
            ("decidedBy", layer.DecidedBy),
            ("reason", layer.Reason))))));
}
