using System.Text.Json;
using Manifests;
using Manifests.Reading;
using Policies.Istio.Validation;
using Shouldly;
using Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace Tests.Policies.Istio;

public sealed class ValidationTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("vectors/validate-peer-authentication.json")]
    [InlineData("vectors/validate-destination-rule.json")]
    public void Of_UpstreamsCases_AreValidOrNotAndWarnAsUpstreamDoes(string file)
    {
        if (Repository.Shared(file) is not { } path)
        {
            output.WriteLine($"not run: shared/{file} is not beside the checkout");
            return;
        }

        var cases = JsonDocument.Parse(File.ReadAllText(path)).RootElement.GetProperty("cases").EnumerateArray().ToList();
        cases.Count.ShouldBeGreaterThan(8);
        foreach (var expected in cases)
        {
            var problems = IstioValidation.Of(Manifest(expected));
            var name = $"{expected.GetProperty("name").GetString()}: {string.Join("; ", problems)}";
            problems.Any(problem => !problem.IsWarning).ShouldBe(!expected.GetProperty("valid").GetBoolean(), name);
            problems.Any(problem => problem.IsWarning).ShouldBe(expected.GetProperty("warning").GetBoolean(), name);
        }
    }

    [Fact]
    public void Of_EveryMistake_IsNamedWithItsFieldAndPlace()
    {
        var lines = Read("invalid.yaml").Select(manifest =>
        {
            var problems = IstioValidation.Of(manifest);
            problems.ShouldNotBeEmpty($"{manifest["kind"]} at {manifest.Mark}");
            return string.Concat(problems.Select(problem => $"{problem.Source} {(problem.IsWarning ? "warning" : "error")} {problem}\n"));
        });
        Golden.Matches(string.Join('\n', lines), "policies/Istio/goldens/invalid.txt");
    }

    [Fact]
    public void Of_ValidObjects_HaveNoProblems()
    {
        var manifests = Read("valid.yaml");
        manifests.Count.ShouldBeGreaterThan(10);
        manifests.SelectMany(IstioValidation.Of).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("1.5e3 + 0x1Fu - .5", true)]
    [InlineData("""r'\d' + b"\x00" + '''a'b''' // and a comment""", true)]
    [InlineData("has(a.b) && a.b.exists(x, x.startsWith('c')) ? [1, 2,][0] : {'k': -1}.k", true)]
    [InlineData("pkg.Type{field: 1, `in.x`: !!true}", true)]
    [InlineData("!-1", true)]
    [InlineData("!-a", false)]
    [InlineData("a.package", true)]
    [InlineData("package", false)]
    [InlineData("a b", false)]
    [InlineData("a.", false)]
    [InlineData("f(a", false)]
    [InlineData("[a b]", false)]
    [InlineData("'a", false)]
    [InlineData("a in", false)]
    [InlineData("{1}", false)]
    [InlineData("", false)]
    public void Of_FilterOfAccessLogs_IsHeldToTheGrammarOfCel(string expression, bool isValid)
    {
        var logging = new MapNode { { "filter", new MapNode { { "expression", expression } } } };
        var manifest = new MapNode
        {
            { "apiVersion", "telemetry.istio.io/v1" }, { "kind", "Telemetry" }, { "spec", new MapNode { { "accessLogging", new ListNode([logging]) } } },
        };
        IstioValidation.Of(manifest).Count.ShouldBe(isValid ? 0 : 1);
    }

    [Theory]
    [InlineData(@"^/api/v[0-9]+/(?:users|orders)(/.*)?$", true)]
    [InlineData(@"(?P<name>a)(?<other>b)(?i:c)(?-s)", true)]
    [InlineData(@"[^\]\x{10FFFF}\p{Greek}[[:^digit:]\w-]", true)]
    [InlineData(@"a{,2}{", true)]
    [InlineData("[]a]", true)]
    [InlineData(@"a(?!b)", false)]
    [InlineData(@"(a)\1", false)]
    [InlineData("a**", false)]
    [InlineData("*", false)]
    [InlineData("a{2,1001}", false)]
    [InlineData("a)", false)]
    [InlineData("[a", false)]
    [InlineData("[z-a]", false)]
    [InlineData(@"a\", false)]
    public void Of_PatternOfPaths_IsHeldToTheSyntaxOfRe2(string pattern, bool isValid)
    {
        var match = new MapNode { { "uri", new MapNode { { "regex", pattern } } } };
        var route = new MapNode { { "match", new ListNode([match]) }, { "redirect", new MapNode { { "uri", "/a" } } } };
        var manifest = new MapNode
        {
            { "apiVersion", "networking.istio.io/v1" }, { "kind", "VirtualService" },
            { "spec", new MapNode { { "hosts", new ListNode(["a.b"]) }, { "http", new ListNode([route]) } } },
        };
        IstioValidation.Of(manifest).Count.ShouldBe(isValid ? 0 : 1);
    }

    [Theory]
    [InlineData("v1", "ConfigMap")]
    [InlineData("policy.linkerd.io/v1alpha1", "AuthorizationPolicy")]
    public void Of_KindThatIsNotIstios_HasNoProblems(string apiVersion, string kind) =>
        IstioValidation.Of(new MapNode { { "apiVersion", apiVersion }, { "kind", kind } }).ShouldBeEmpty();

    [Fact]
    public void Of_KeySetWithPrivateKey_DoesNotPrintIt()
    {
        var rule = new MapNode { { "issuer", "me" }, { "jwks", """{"keys":[{"kty":"EC","d":"hidden"},{"kty":"RSA","n":"public"}]}""" } };
        var manifest = new MapNode
        {
            { "apiVersion", "security.istio.io/v1" }, { "kind", "RequestAuthentication" }, { "spec", new MapNode { { "jwtRules", new ListNode([rule]) } } },
        };
        var problem = IstioValidation.Of(manifest).ShouldHaveSingleItem();
        problem.IsWarning.ShouldBeTrue();
        problem.ToString().ShouldBe("spec.jwtRules[0].jwks: key 0 of the set contains private key material; only public keys are needed");
        problem.Source.ShouldBeNull();
    }

    private static MapNode Manifest(JsonElement expected)
    {
        var kind = expected.GetProperty("kind").GetString()!;
        var name = expected.TryGetProperty("resourceName", out var resourceName) ? resourceName.GetString()! : "name";
        return new MapNode
        {
            { "apiVersion", kind == "DestinationRule" ? "networking.istio.io/v1" : "security.istio.io/v1" },
            { "kind", kind },
            { "metadata", new MapNode { { "name", name }, { "namespace", "default" } } },
            { "spec", Node.FromJson(expected.GetProperty("spec")) },
        };
    }

    private static IReadOnlyList<MapNode> Read(string name)
    {
        var result = new ManifestReader().ReadText(File.ReadAllText(Repository.File($"tests/policies/Istio/goldens/{name}")), name);
        result.Errors.ShouldBeEmpty();
        return result.Items;
    }
}
