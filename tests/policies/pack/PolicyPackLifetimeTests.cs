using System.Globalization;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Policies.Pack;

/// <summary>How the pack starts and ends.</summary>
public sealed class PolicyPackLifetimeTests
{
    private static readonly RealProgram Shell = new("sh", "dash");

    [Theory]
    [InlineData]
    [InlineData("engine")]
    [InlineData("127.0.0.1:0")]
    [InlineData("127.0.0.1:70000")]
    public void Start_WithoutTheEnginesAddress_SaysWhoStartsIt(params string[] arguments)
    {
        using var process = PolicyPackProcess.Start(arguments);
        process.WaitForExit();

        process.ExitCode.ShouldBe(2);
        process.StandardOutput.ReadToEnd().ShouldBeEmpty();
        process.StandardError.ReadToEnd().ShouldContain("pulumi preview --policy-pack");
    }

    [Fact]
    public void Cancel_EndsThePack()
    {
        using var pack = new PolicyPackProcess();

        pack.Answer("Cancel");

        pack.WaitForExit().ShouldBe(0);
    }

    [Fact]
    public void Interrupt_EndsThePack()
    {
        using var pack = new PolicyPackProcess();

        Shell.Run(["-c", $"kill -INT {pack.Id.ToString(CultureInfo.InvariantCulture)}"]).ExitCode.ShouldBe(0);

        pack.WaitForExit().ShouldBe(0);
    }

    [Fact]
    public void EngineThatIsGone_EndsThePack()
    {
        using var pack = new PolicyPackProcess();

        pack.StopEngine();

        pack.WaitForExit().ShouldBe(0);
    }
}
