using Infra.Settings;
using Policies;
using Policies.Statements;

namespace Infra.Planning;

/// <summary>Turns the statements of a stack file, or of a file of their own, into what the prover takes.</summary>
internal static class Statements
{
    /// <summary>The statements; one that says nothing, or several things at once, is reported and left out.</summary>
    /// <param name="settings">As they were bound.</param>
    /// <param name="report">Where what is wrong goes, and from which each has its place.</param>
    public static IReadOnlyList<Statement> Of(IReadOnlyList<StatementSettings> settings, SettingsReport report)
    {
        var statements = new List<Statement>();
        for (var index = 0; index < settings.Count; index++)
        {
            var path = SettingPaths.Statements[index];
            (StatementKind Kind, StatementCallsSettings? Calls)[] given =
                [(StatementKind.Deny, settings[index].Deny), (StatementKind.Allow, settings[index].Allow), (StatementKind.Only, settings[index].Only)];
            switch (given.Where(one => one.Calls is not null).ToList())
            {
                case [var (kind, calls)]:
                    statements.Add(Of(kind, calls!, path, report.Source));
                    break;
                case [] when report.IsWrongWithin(path):
                    break;
                case var several:
                    report.Add(
                        path,
                        several.Count == 0 ? "a statement without deny, allow or only" : "several statements in one",
                        "deny, allow or only",
                        "write one entry of the list for each");
                    break;
            }
        }

        return statements;
    }

    /// <summary>The place of one of the sets of a statement.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="index">Its place in the list.</param>
    /// <param name="key"><c>from</c> or <c>to</c>.</param>
    /// <param name="item">The place of the set in that list.</param>
    /// <param name="source">The settings, in which a list of one may stand without brackets.</param>
    public static SettingsPath PathOf(Statement statement, int index, string key, int item, SettingsSource source)
    {
        var list = SettingPaths.Statements[index][WordOf(statement.Kind)][key];
        return source.Has(list[item]) ? list[item] : list;
    }

    private static Statement Of(StatementKind kind, StatementCallsSettings calls, SettingsPath path, SettingsSource source) => new()
    {
        Kind = kind,
        From = [.. calls.From.Select(text => CallerSet.Parse(text)!)],
        To = [.. calls.To.Select(text => TargetSet.Parse(text)!)],
        Ports = calls.Ports,
        Methods = calls.Methods,
        Paths = calls.Paths,
        Name = path.ToString(),
        Source = source.File is { } file ? new SourceLocation(file, source.LineOf(path)) : null,
    };

    private static string WordOf(StatementKind kind) => kind.ToString().ToLowerInvariant();
}
