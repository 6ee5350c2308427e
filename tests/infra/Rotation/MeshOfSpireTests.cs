using System.Text.Json;
using Infra.Cli;
using Shouldly;
using Tests.Infra.Cli;
using Tests.Infra.Planning;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Rotation;

/// <summary>SPIRE that comes or goes in one edit with the mesh's certificates: what <c>preview --against</c> says of the handshakes.</summary>
public sealed class MeshOfSpireTests : IDisposable
{
    private static readonly string With = StackText.Of("spire");

    private static readonly string Without = StackText.Replace(
        With.Replace("      certificate: { delivery: spiffe-csi }\n", "", StringComparison.Ordinal),
        "    spire:\n      istio: true\n      bundleEndpoints:\n        east: spire.east.plant.example\n        west: spire.west.plant.example\n",
        "    replicas: 2\n");

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Preview_OfOneEdit_MakesTheHandshakesAndTellsOfWhatNobodyRenews(bool goes)
    {
        Write(goes ? With : Without);
        (await RunAsync("render", "spire", "-o", "before")).ExitCode.ShouldBe(ExitCode.Ok);
        Write(goes ? Without : With);

        var run = await RunAsync("preview", "spire", "--against", "before", "-o", "json");

        run.ExitCode.ShouldBe(ExitCode.Ok, run.Error);
        JsonDocument.Parse(run.Output).RootElement.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("code").GetString())
            .ShouldBe(goes ? ["MTLS164", "MTLS164"] : []);
        var proof = JsonDocument.Parse((await RunAsync("rotate", "prove", "spire", "--against", "before", "-o", "json")).Output).RootElement;
        proof.GetProperty("unrenewed").EnumerateArray().Select(region => region.GetString()).ShouldBe(goes ? ["east", "west"] : []);
        proof.GetProperty("cells").EnumerateArray()
            .Select(cell => (cell.GetProperty("use").GetString(), cell.GetProperty("serverUse").GetString(), cell.GetProperty("verdict").GetString()))
            .Distinct().Where(cell => cell.Item1 != cell.Item2 && cell.Item1 != "workloads" && cell.Item2 != "workloads")
            .ShouldBe([("mesh", "spire", "proven"), ("spire", "mesh", "proven")], ignoreOrder: true);
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private void Write(string stack)
    {
        _folder.Write("Pulumi.yaml", "name: mtls\n");
        _folder.Write("stacks/Pulumi.spire.yaml", stack);
    }

    private Task<CliRun> RunAsync(params string[] args) => CliRun.OfAsync(new CliRun.Surroundings { WorkingDirectory = _folder.Path }, args);
}
