using System.Text;
namespace Tests.Infra.Targets;

/// <summary>The part of <c>docs/targets.md</c> that the targets themselves say.</summary>
internal static class TargetsPage
{
    /// <summary>What stands before that part.</summary>
    public const string Marker = "<!-- Written from the targets' answers: UPDATE_GOLDENS=1 dotnet test --filter TargetsTests -->\n";

    /// <summary>The table and the lists below it.</summary>
    public static string Write()
    {
        var text = new StringBuilder();
        Row("The intent names", Target.All.Select(target => target.Name));
        text.Append("|---").AppendJoin("", Target.All.Select(_ => "|---")).Append("|\n");
        foreach (var title in Demands.All.Select(demand => demand.Title))
        {
            Row(title, Target.All.Select(target => Cell(target, target.Demands.Single(demand => demand.Title == title))));
        }

        foreach (var target in Target.All)
        {
            Section(text, $"{target.Name} refuses", Refusals(target));
        }

        return text.ToString();

        void Row(string title, IEnumerable<string> cells) => text.Append("| ").Append(title).Append(" | ").AppendJoin(" | ", cells).Append(" |\n");
    }

    private static void Section(StringBuilder text, string title, IReadOnlyList<string> items)
    {
        if (items.Count > 0)
        {
            text.Append("\n## ").Append(title).Append("\n\n").AppendJoin("", items.Select(item => $"- {item}\n"));
        }
    }

    private static IReadOnlyList<string> Refusals(Target target) =>
    [
        .. from demand in target.Demands
           from error in target.Read(demand).Errors
           group demand.Title by error.Message into titles
           select $"{Sentence(titles)}: {titles.Key}",
    ];

    private static string Sentence(IEnumerable<string> titles) => $"**{string.Join("; ", titles.Distinct())}**";

    private static string Cell(Target target, Demand demand) => target.Read(demand).Intent is null ? "refused" : "held";
}
