using Infra.Settings;
using Manifests;
using Manifests.Reading;
using Policies.Gating;

namespace Infra.Planning;

/// <summary>A file of levels and suppressions beside manifests that have no stack: the map that a stack file has under <c>mtls:policies</c>.</summary>
internal static class FindingPolicyFile
{
    /// <summary>Reads such a file.</summary>
    /// <param name="file">The file as messages name it.</param>
    /// <param name="utf8">What it holds.</param>
    /// <returns>What it makes of findings, and what is wrong with the file.</returns>
    public static (FindingPolicy Policy, IReadOnlyList<SettingsError> Errors) Read(string file, ReadOnlyMemory<byte> utf8)
    {
        var text = new ManifestReader().ReadDocuments(utf8, file);
        var errors = text.Errors.Select(error => new SettingsError { File = file, Line = error.Mark.Line, Message = error.Message }).ToList();
        if (text.Items is not [MapNode map])
        {
            const string fix = "write levels: and suppressions: as a stack file has them under mtls:policies";
            return (
                new FindingPolicy(), errors.Count > 0 ? errors : [new SettingsError { File = file, Line = 1, Message = "the file is not one map", Fix = fix }]);
        }

        var report = new SettingsReport(new SettingsSource(map, file));
        var policy = new SettingsBinder(report).BindPolicies(map) is { } settings ? FindingPolicies.Resolve(settings, SettingsPath.Root, report) : new FindingPolicy();
        return (policy, [.. errors, .. report.Errors()]);
    }
}
