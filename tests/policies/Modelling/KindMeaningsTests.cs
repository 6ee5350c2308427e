using System.Text;
using Manifests.Validation;
using Policies.Modelling;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Policies.Modelling;

/// <summary>Which fields of the pinned schemas have a meaning in verdicts. A field that upstream adds is not modelled until somebody says otherwise.</summary>
public sealed class KindMeaningsTests
{
    /// <summary>Every field, or the part of it that has one meaning, of every kind that is asked about calls.</summary>
    [Fact]
    public void Meanings_OfThePinnedSchemas_AreTheGolden()
    {
        var text = new StringBuilder();
        foreach (var kind in KindMeanings.All.OrderBy(kind => kind.Kind, StringComparer.Ordinal).ThenBy(kind => kind.Group, StringComparer.Ordinal))
        {
            text.Append(kind.Group).Append('/').Append(kind.Kind).Append('\n');
            foreach (var (path, meaning) in Fields(kind))
            {
                var why = kind.Neutral.FirstOrDefault(neutral => neutral.Key == path).Value;
                text.Append("  ").Append(path).Append(": ").Append(meaning).Append(why is null ? "" : $", because {why}").Append('\n');
            }
        }

        Golden.Matches(text.ToString(), "policies/Modelling/fields.golden.txt");
    }

    /// <summary>An entry that is in no schema would be a field that was renamed, or never there.</summary>
    [Fact]
    public void Meanings_OfTheList_AreInTheSchemas()
    {
        foreach (var kind in KindMeanings.All)
        {
            var paths = Fields(kind).Select(field => field.Path).ToHashSet(StringComparer.Ordinal);
            kind.Modelled.Concat(kind.Neutral.Keys).Where(path => !paths.Contains(path)).Except(Allowed).ShouldBeEmpty($"{kind.Group}/{kind.Kind}");
        }
    }

    /// <summary>Settings of a port have no settings of ports of their own, nor a retry budget and a warm-up, which the list states for all alike.</summary>
    private static string[] Allowed =>
    [
        "spec.trafficPolicy.portLevelSettings.retryBudget", "spec.subsets.trafficPolicy.portLevelSettings.retryBudget",
    ];

    private static IEnumerable<(string Path, FieldMeaning Meaning)> Fields(KindMeaning kind)
    {
        var versions = SchemaCatalogue.VersionsOf(kind.Group, kind.Kind);
        return versions.SelectMany(version => Fields(kind, version.Root.Schema.Fields["spec"].Schema, "spec")).DistinctBy(field => field.Path);
    }

    private static IEnumerable<(string Path, FieldMeaning Meaning)> Fields(KindMeaning kind, Schema schema, string path)
    {
        var meaning = kind.Of(path);
        if (meaning != FieldMeaning.ByInnerFields)
        {
            return [(path, meaning)];
        }

        var inner = schema.Item?.Schema ?? schema;
        return inner.Fields.OrderBy(field => field.Key, StringComparer.Ordinal).SelectMany(field => Fields(kind, field.Value.Schema, $"{path}.{field.Key}"));
    }
}
