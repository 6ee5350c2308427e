using System.Globalization;
using Manifests;

namespace Infra.Cli.Rotation;

/// <summary>The steps to a goal for programs.</summary>
internal static class RotationDocument
{
    /// <summary>The report as a document.</summary>
    public static MapNode Of(RotationReport report)
    {
        var document = new MapNode { new("stack", report.Stack), new("goal", report.Goal), new("proven", report.IsProven) };
        if (report.Written is { } file)
        {
            document.Add("written", file);
            document.Add("remaining", report.Remaining);
        }

        document.Add("steps", new ListNode(report.Steps.Select(Step)));
        return document;
    }

    private static Node Step(StepReport step) => new MapNode
    {
        new("number", step.Number),
        new("title", step.Title),
        new("earliest", Day(step.Earliest)),
        new("before", new ListNode(step.Waits.Select(Wait))),
        new("settings", Texts(step.Changes)),
        new("deploy", Texts(step.Deploy)),
        new("goBack", step.GoBack),
        new("proof", ProofDocument.Of(step.Proof)),
    };

    private static Node Wait(WaitReport wait)
    {
        var node = new MapNode { new("condition", wait.Sentence) };
        if (wait.NotBefore is { } day)
        {
            node.Add("notBefore", Day(day));
        }

        node.Add("checks", Texts(wait.Checks));
        return node;
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static ListNode Texts(IEnumerable<string> texts) => new(texts.Select(text => (Node)text));
}
