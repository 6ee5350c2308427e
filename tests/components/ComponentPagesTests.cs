using System.Text.RegularExpressions;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Components;

/// <summary>The pages of the components have their five parts, and their samples are what the program writes.</summary>
public sealed partial class ComponentPagesTests
{
    [Theory]
    [InlineData("mesh")]
    [InlineData("monitoring")]
    [InlineData("network")]
    [InlineData("pki")]
    [InlineData("workloads")]
    [InlineData("nats")]
    [InlineData("postgres")]
    [InlineData("https")]
    [InlineData("redis")]
    [InlineData("workload-certificates")]
    [InlineData("client-certificates")]
    [InlineData("tutorial-workloads")]
    [InlineData("sealed-secrets")]
    [InlineData("step-ca")]
    [InlineData("autocert")]
    [InlineData("guards")]
    [InlineData("approval")]
    [InlineData("csi-driver")]
    [InlineData("edge")]
    [InlineData("ambient")]
    [InlineData("istio-csr")]
    [InlineData("linkerd")]
    [InlineData("spire")]
    [InlineData("egress")]
    [InlineData("observability")]
    public void Page_OfComponent_HasItsFiveParts(string page) => Headings().Matches(Read(page)).Select(match => match.Groups[1].Value).ShouldBe(
        ["Purpose", "Considerations", "What it creates", "Configuration", "Sample"]);

    [Theory]
    [InlineData("mesh")]
    [InlineData("monitoring")]
    [InlineData("network")]
    [InlineData("pki")]
    [InlineData("workloads")]
    [InlineData("nats")]
    [InlineData("postgres")]
    [InlineData("https")]
    [InlineData("redis")]
    [InlineData("workload-certificates")]
    [InlineData("client-certificates")]
    [InlineData("tutorial-workloads")]
    [InlineData("sealed-secrets")]
    [InlineData("step-ca")]
    [InlineData("autocert")]
    [InlineData("guards")]
    [InlineData("approval")]
    [InlineData("csi-driver")]
    [InlineData("edge")]
    [InlineData("ambient")]
    [InlineData("istio-csr")]
    [InlineData("linkerd")]
    [InlineData("spire")]
    [InlineData("egress")]
    [InlineData("observability")]
    public void Page_OfComponent_ShowsWhatTheProgramWrites(string page)
    {
        var samples = Samples().Matches(Read(page));

        samples.ShouldNotBeEmpty();
        foreach (Match sample in samples)
        {
            var documents = File.ReadAllText(Repository.File(sample.Groups["golden"].Value)).Split("---\n");
            documents.ShouldContain(sample.Groups["yaml"].Value);
        }
    }

    private static string Read(string page) => File.ReadAllText(Repository.File($"docs/components/{page}.md")).ReplaceLineEndings("\n");

    [GeneratedRegex("^## (.*)$", RegexOptions.Multiline)]
    private static partial Regex Headings();

    [GeneratedRegex("<!-- sample of (?<golden>[^ ]+) -->\n```yaml\n(?<yaml>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Samples();
}
