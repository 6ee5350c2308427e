using Infra.Settings;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Settings;

public sealed class SettingsReferenceTests
{
    [Fact]
    public void SettingsPage_HasTheTablesThatTheSettingsSay()
    {
        var page = File.ReadAllText(Repository.File("docs/settings.md")).ReplaceLineEndings("\n");
        var introduction = page[..page.IndexOf(SettingsReference.Marker, StringComparison.Ordinal)];

        Golden.Matches(introduction + SettingsReference.Marker + SettingsReference.Write(), "../docs/settings.md");
    }

    [Fact]
    public void Tables_LinkOnlyToTheirOwnSections()
    {
        var lines = SettingsReference.Write().Split('\n');
        var anchors = lines.Where(line => line.StartsWith("## ", StringComparison.Ordinal)).ToList();

        anchors.ShouldBeUnique();
        anchors.Count.ShouldBe(1 + lines.Sum(line => line.Split("](#").Length - 1), "every section but the first is linked to once");
    }
}
