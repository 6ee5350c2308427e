using System.Reflection;
using FsCheck;
using FsCheck.Fluent;
using Manifests;
using Manifests.Reading;
using Manifests.Validation;
using Manifests.Writing;
using Shouldly;
using Xunit;

namespace Tests.ManifestTests;

/// <summary>What holds for every generated record, shown on records filled at random.</summary>
public sealed class RecordLaws
{
    private static readonly Type[] Kinds =
        [.. typeof(KubernetesObject).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(KubernetesObject)))];

    private static readonly Arbitrary<(Type Kind, int Seed)> Fillings =
        (from kind in Gen.Elements(Kinds) from seed in Gen.Choose(0, int.MaxValue - 1) select (kind, seed)).ToArbitrary();

    [Fact]
    public void Record_WrittenAsYamlAndRead_IsItself() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500),
        Prop.ForAll(Fillings, filling =>
        {
            var record = new RandomRecords(filling.Seed).Make(filling.Kind);
            var read = new ManifestReader().ReadText(ManifestWriter.WriteYaml(record.ToNode()), "law");
            return read.Errors.Count == 0 && record.Equals(KubernetesObject.Read(read.Items.Single()));
        }));

    [Fact]
    public void Record_WrittenAsJsonAndRead_IsItself() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(200),
        Prop.ForAll(Fillings, filling =>
        {
            var record = new RandomRecords(filling.Seed).Make(filling.Kind);
            var read = new ManifestReader().ReadText(ManifestWriter.WriteJson(record.ToNode()), "law");
            return record.Equals(KubernetesObject.Read(read.Items.Single()));
        }));

    [Fact]
    public void Record_AsPlainObjectAndBack_IsTheSameNode() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(200),
        Prop.ForAll(Fillings, filling =>
        {
            var node = new RandomRecords(filling.Seed).Make(filling.Kind).ToNode();
            return node.Equals(Node.FromPlainObject(node.ToPlainObject()));
        }));

    /// <summary>The records know no field, and leave out no required one, that the schema sees otherwise.</summary>
    [Fact]
    public void Record_FilledAtRandom_HasOnlyFieldsAndTypesOfItsSchema() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500),
        Prop.ForAll(Fillings, filling =>
        {
            var errors = SchemaValidator.Validate(new RandomRecords(filling.Seed).Make(filling.Kind));
            errors.Where(error => error.Kind is SchemaErrorKind.UnknownField or SchemaErrorKind.WrongType or SchemaErrorKind.MissingField
                or SchemaErrorKind.NotInEnum or SchemaErrorKind.UnknownKind or SchemaErrorKind.UnknownVersion)
                // A random name may be empty. Three enums have no C# type: step-issuer's, by allOf, those of whole numbers, and the action of Gatekeeper's constraints.
                .Where(error => error.Path is not ("metadata.name" or "spec.enforcementAction") && !error.Path.EndsWith("].status", StringComparison.Ordinal)
                    && !error.Path.EndsWith(".statusCode", StringComparison.Ordinal)).ShouldBeEmpty();
        }));

    [Fact]
    public void Kinds_AreThoseThatTheProjectIsAbout()
    {
        var names = Kinds.Select(type => type.FullName!["Manifests.".Length..]).Order(StringComparer.Ordinal);

        Support.Golden.Matches(string.Join('\n', names) + "\n", "manifests/kinds.golden.txt");
    }

    [Fact]
    public void Kinds_EachHaveAReader()
    {
        foreach (var kind in Kinds)
        {
            kind.GetMethod("FromNode", BindingFlags.Public | BindingFlags.Static)!.ReturnType.ShouldBe(kind);
            var record = new RandomRecords(1).Make(kind);
            KubernetesObject.Read(record.ToNode()).ShouldBeOfType(kind);
        }
    }
}
