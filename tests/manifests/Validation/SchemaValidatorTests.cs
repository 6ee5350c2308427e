using Manifests;
using Manifests.Reading;
using Manifests.Validation;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.ManifestTests.Validation;

public sealed class SchemaValidatorTests
{
    /// <summary>Each case is a manifest whose comment lines are the errors: <c># kind line: path: message</c>.</summary>
    public static TheoryData<string> Cases =>
        [.. Directory.EnumerateFiles(Repository.File("tests/manifests/Validation/cases"), "*.yaml").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Manifest_HasTheErrorsThatItsCommentsState(string name)
    {
        var text = File.ReadAllText(Repository.File($"tests/manifests/Validation/cases/{name}.yaml"));
        var expected = text.Split('\n').Where(line => line.StartsWith("# ", StringComparison.Ordinal)).Select(line => line[2..]);

        var actual = Validate(text).Select(error => $"{error.Kind} {error.Mark!.Line}: {error.Path}: {error.Message}");

        actual.ShouldBe(expected);
    }

    [Fact]
    public void Cases_CoverEveryKindOfError()
    {
        var seen = Directory.EnumerateFiles(Repository.File("tests/manifests/Validation/cases"), "*.yaml")
            .SelectMany(path => Validate(File.ReadAllText(path))).Select(error => error.Kind);

        Enum.GetValues<SchemaErrorKind>().Except(seen).ShouldBeEmpty();
    }

    [Fact]
    public void Secret_ValuesAreNeverShown()
    {
        var errors = Validate("""
            apiVersion: v1
            kind: Secret
            metadata: {name: s}
            data: {key: "hunter2!"}
            stringData: {key: 424242}
            """);

        errors.Count.ShouldBe(2);
        errors.ShouldAllBe(error => !error.Message.Contains("hunter2") && !error.Message.Contains("424242"));
    }

    /// <summary>A default that upstream states is a value that upstream accepts: the pinned schemas hold hundreds.</summary>
    [Fact]
    public void Defaults_OfEverySchema_AreValid()
    {
        var (defaults, errors) = (0, new List<string>());
        foreach (var kind in SnapshotCatalogue.Groups.SelectMany(group => SchemaCatalogue.KindsOf(group).SelectMany(name => SchemaCatalogue.VersionsOf(group, name))))
        {
            Visit(kind.Root.Schema, []);
        }

        errors.ShouldBeEmpty();
        defaults.ShouldBeGreaterThan(200);

        void Visit(Schema schema, HashSet<Schema> above)
        {
            if (!above.Add(schema))
            {
                return;
            }

            if (schema.Default is { } value)
            {
                defaults++;
                var sink = new ErrorSink(showsValues: true);
                new ValueValidation(sink, isBuiltIn: false).Validate(value, schema);
                errors.AddRange(sink.Errors.Select(error => error.ToString()));
            }

            foreach (var link in schema.Fields.Values.Append(schema.Item).Append(schema.Values).OfType<SchemaLink>())
            {
                Visit(link.Schema, above);
            }
        }
    }

    [Fact]
    public void Patterns_OfEverySchema_AreUnderstood()
    {
        var patterns = Directory.EnumerateFiles(Repository.File("manifests/schemas"))
            .SelectMany(file => PatternsIn(System.Text.Json.JsonDocument.Parse(File.ReadAllText(file)).RootElement)).Distinct().ToList();

        patterns.Count.ShouldBeGreaterThan(25);
        foreach (var pattern in patterns)
        {
            var known = SchemaPattern.Of(pattern);
            known.IsMatch("\u0001");
            known.IsMatch(new string('\u0001', 2000));
        }
    }

    [Theory]
    [InlineData("^a$", "a\n", false)]
    [InlineData(@"^\d$", "٣", false)]
    [InlineData(@"^[\w]$", "ü", false)]
    [InlineData("^[$]$", "$", true)]
    [InlineData("^(?i)(abort|warn)?$", "WARN", true)]
    [InlineData(@"^\$$", "$", true)]
    public void Pattern_MeansWhatItMeansInGo(string pattern, string value, bool matches) => SchemaPattern.Of(pattern).IsMatch(value).ShouldBe(matches);

    [Fact]
    public void Pattern_OnAVeryLongValue_TakesNoTime() =>
        SchemaPattern.Of(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$").IsMatch(new string('a', 300_000) + "!").ShouldBeFalse();

    private static List<SchemaError> Validate(string yaml)
    {
        var read = new ManifestReader().ReadText(yaml, "f");
        read.Errors.ShouldBeEmpty();
        return [.. read.Items.SelectMany(SchemaValidator.Validate)];
    }

    private static IEnumerable<string> PatternsIn(System.Text.Json.JsonElement element) => element.ValueKind switch
    {
        System.Text.Json.JsonValueKind.Object => element.EnumerateObject().SelectMany(property =>
            property is { Name: "pattern", Value.ValueKind: System.Text.Json.JsonValueKind.String } ? [property.Value.GetString()!] : PatternsIn(property.Value)),
        System.Text.Json.JsonValueKind.Array => element.EnumerateArray().SelectMany(PatternsIn),
        _ => [],
    };
}
