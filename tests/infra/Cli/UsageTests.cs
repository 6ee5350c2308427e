using Infra.Cli;
using Shouldly;
using Xunit;

namespace Tests.Infra.Cli;

public sealed class UsageTests
{
    public static TheoryData<string[], string> Mistakes => new()
    {
        { [], "infra: a verb is missing\ntry 'infra --help'\n" },
        { ["explian", "MTLS901"], "infra: 'explian' is not a verb of 'infra'; did you mean 'explain'?\ntry 'infra --help'\n" },
        { ["@arguments"], "infra: '@arguments' is not a verb of 'infra'\ntry 'infra --help'\n" },
        { ["explain"], "infra: give a finding's code; or --denied with a log line, and either a stack or -f with files\ntry 'infra explain --help'\n" },
        {
            ["explain", "MTLS901", "more", "--colour"],
            "infra: 'more' is not an argument of 'infra explain'\n"
            + "infra: '--colour' is not an option of 'infra explain'; did you mean '--color'?\ntry 'infra explain --help'\n"
        },
        {
            ["explain", "MTLS901", "--color", "purple"],
            "infra: --color: 'purple' is not a choice; allowed: auto, always, never\ntry 'infra explain --help'\n"
        },
        { ["explain", "MTLS901", "--color"], "infra: --color: a value is missing\ntry 'infra explain --help'\n" },
        {
            ["completion", "tcsh"],
            "infra: <shell>: 'tcsh' is not a choice; allowed: bash, zsh, fish, pwsh\ntry 'infra completion --help'\n"
        },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task Arguments_Wrong_EndWithTwoAndSayWhyOnStderrOnly(string[] args, string error)
    {
        var run = await CliRun.OfAsync(args);

        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldBe(error);
    }

    [Fact]
    public async Task Explain_UnknownCode_NamesANearOneAndSaysWhereAllAre()
    {
        var run = await CliRun.OfAsync("explain", "MTLS0901");

        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldStartWith("infra: 'MTLS0901' is not a finding's code; did you mean 'MTLS901'?\na code stands before its finding, such as MTLS101; docs/rules/README.md lists all ");
    }

    [Fact]
    public async Task Explain_CodeInLowerCase_PrintsItsPage()
    {
        var run = await CliRun.OfAsync("explain", "mtls905");

        run.ExitCode.ShouldBe(ExitCode.Ok);
        run.Error.ShouldBeEmpty();
        run.Output.ShouldBe(File.ReadAllText(Support.Repository.File("docs/rules/MTLS905.md")));
    }

    [Fact]
    public async Task Version_AsJson_SaysWhichPulumiIsBuiltIn()
    {
        var run = await CliRun.OfAsync("--version", "-o", "json");

        run.ExitCode.ShouldBe(ExitCode.Ok);
        using var json = System.Text.Json.JsonDocument.Parse(run.Output);
        json.RootElement.GetProperty("pulumiSdk").GetString().ShouldBeOneOf("official", "standin");
        json.RootElement.GetProperty("version").GetString().ShouldBe(typeof(CommandLine).Assembly.GetName().Version!.ToString(3));
        json.RootElement.GetProperty("dotNet").GetString().ShouldBe(Environment.Version.ToString());
    }
}
