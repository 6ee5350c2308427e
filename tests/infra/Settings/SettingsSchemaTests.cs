using Infra.Settings;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Settings;

public sealed class SettingsSchemaTests
{
    // Reads a stack file from standard input; prints nothing when the schema accepts it.
    private const string Validate =
        """
        import json, sys, yaml, jsonschema
        schema = json.load(open(sys.argv[1]))
        checker = jsonschema.Draft202012Validator
        checker.check_schema(schema)
        for error in checker(schema).iter_errors(yaml.safe_load(sys.stdin)):
            print(error.json_path, error.message)
        """;

    public static TheoryData<string> Stacks => [.. StackFiles.Names(Repository.Root)];

    public static TheoryData<string, string> Damages => new()
    {
        { "    minimumTlsVersion:", "    minimunTlsVersion:" },
        { "    id: acme-prod\n", "" },
        { "mode: STRICT", "mode: strict" },
        { "port: 6379", "port: 99999" },
        { "lifetime: 24h", "lifetime: 24 hours" },
        { "trustDomain: us.mesh.acme.example", "trustDomain: spiffe://us" },
        { "hosts: [api.cards.example]", "hosts: []" },
        { "regions: [us, eu], methods: [POST]", "regions: [us, us], methods: [POST]" },
        { "    us:\n      trustDomain", "    US_1:\n      trustDomain" },
        { "  mtls:externals:\n", "  mtls:external:\n" },
        { "methods: [PATCH]", "methods: [patch]" },
        { "paths: [/entries]", "paths: [\"/a*b\"]" },
    };

    [Fact]
    public void SchemaFile_IsWhatTheSettingsSay() =>
        Golden.Matches(SettingsSchema.Write(), "../stacks/settings.schema.json");

    [Theory]
    [MemberData(nameof(Stacks))]
    public void Schema_InAnIndependentValidator_AcceptsTheShippedStacks(string stack) =>
        Run(Planning.StackText.Of(stack)).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Damages))]
    public void Schema_InAnIndependentValidator_RefusesWhatTheProgramRefuses(string old, string @new)
    {
        var damaged = Planning.StackText.ProdWith(old, @new);

        Run(damaged).ShouldNotBeEmpty();
        Planning.StackText.Read(damaged).Errors.ShouldNotBeEmpty();
    }

    [Fact]
    public void Schema_WithOtherProgramsKeys_AcceptsThem()
    {
        var stack = Planning.StackText.ProdWith("config:\n", "config:\n  kubernetes:context: x\n");

        Run($"secretsprovider: passphrase\nencryptionsalt: v1:x\n{stack}").ShouldBeEmpty();
    }

    private static string Run(string stack)
    {
        var result = RealProgram.Python.Run(["-W", "ignore", "-c", Validate, Repository.File("stacks/settings.schema.json")], stack);
        result.ExitCode.ShouldBe(0, $"apt-get install {RealProgram.Python.Package}; {result.Error}");
        return result.Output;
    }
}
