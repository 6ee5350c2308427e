using Infra.Settings;
using Manifests;
using Manifests.Reading;
using Policies.Statements;

namespace Infra.Planning;

/// <summary>A file of statements beside manifests that have no stack: the list that a stack file has under <c>mtls:statements</c>.</summary>
internal static class StatementFile
{
    /// <summary>Reads a file of statements.</summary>
    /// <param name="file">The file as messages name it.</param>
    /// <param name="utf8">What it holds.</param>
    /// <returns>The statements, and what is wrong with the file.</returns>
    public static (IReadOnlyList<Statement> Statements, IReadOnlyList<SettingsError> Errors) Read(string file, ReadOnlyMemory<byte> utf8)
    {
        var text = new ManifestReader().ReadDocuments(utf8, file);
        var errors = text.Errors.Select(error => new SettingsError { File = file, Line = error.Mark.Line, Message = error.Message }).ToList();
        if (text.Items is not [ListNode list])
        {
            const string fix = "write a list such as - deny: { from: outside region eu, to: ledger }";
            return (
                [], errors.Count > 0 ? errors : [new SettingsError { File = file, Line = 1, Message = "the file is not one list of statements", Fix = fix }]);
        }

        var report = new SettingsReport(new SettingsSource(new MapNode { [SettingPaths.Statements.ToString()] = list }, file));
        var statements = Planning.Statements.Of(new SettingsBinder(report).BindStatements(list), report);
        return (statements, [.. errors, .. report.Errors()]);
    }
}
