using Infra.Cli.Access;
using Infra.Cli.Authorities;
using Infra.Cli.Denials;
using Infra.Live;
using Manifests;
using Policies.Evaluation;

namespace Infra.Cli.Debugging;

/// <summary>The same for scripts.</summary>
internal static class DiagnosisDocument
{
    /// <summary>The document.</summary>
    public static ListNode Of(IReadOnlyList<(CallDiagnosis Call, ProposedChange? Change, NextCommand Next)> calls) =>
        Documents.List(calls.Select(own => Of(own.Call, own.Change, own.Next)));

    private static Node Of(CallDiagnosis diagnosis, ProposedChange? change, NextCommand next)
    {
        var map = Documents.Map(
            ("call", DiagnosisText.Title(diagnosis.Call)),
            ("isStopped", diagnosis.IsStopped),
            ("conclusion", DiagnosisText.Conclusion(diagnosis)),
            ("planned", Verdict(diagnosis.Planned)));
        map.Add("running", diagnosis.Running is { } running ? Verdict(running) : ScalarNode.Null);
        map.Add("change", change is null ? ScalarNode.Null : Documents.Map(("where", change.Where), ("addition", change.Addition is { } addition ? addition : ScalarNode.Null), ("outcome", Documents.Texts(change.Outcome))));
        map.Add("next", Documents.Map(("command", next.Command), ("purpose", next.Purpose)));
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
