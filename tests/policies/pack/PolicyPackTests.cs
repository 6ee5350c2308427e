using System.Text.Json.Nodes;
using Policies;
using Shouldly;
using Xunit;

namespace Tests.Policies.Pack;

/// <summary>The pack driven by a gRPC client that is not ours.</summary>
public sealed class PolicyPackTests(PolicyPackProcess pack) : IClassFixture<PolicyPackProcess>
{
    private const string Strict =
        """{ "apiVersion": "security.istio.io/v1", "kind": "PeerAuthentication", "metadata": { "name": "default", "namespace": "shop" }, "spec": { "mtls": { "mode": "STRICT" } } }""";

    [Fact]
    public void FirstLine_IsThePortAndNothingElse() => pack.FirstLine.ShouldBe(pack.Port.ToString(System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void Handshake_AsTheEngineDoesIt_Succeeds()
    {
        var answers = pack.Call(
        [
            PolicyPackProcess.Request("Handshake", new JsonObject { ["engine_address"] = "127.0.0.1:1", ["root_directory"] = "/p", ["program_directory"] = "/p" }),
            PolicyPackProcess.Request("ConfigureStack", new JsonObject
            {
                ["stack"] = "prod",
                ["project"] = "mtls",
                ["organization"] = "acme",
                ["dry_run"] = true,
                ["config"] = new JsonObject { ["mtls:mesh"] = "{}" },
            }),
            PolicyPackProcess.Request("GetPluginInfo"),
        ]);

        answers.Select(answer => answer!["code"]!.GetValue<int>()).ShouldBe([0, 0, 0]);
        answers[2]!["response"]!["version"]!.GetValue<string>().ShouldBe(typeof(Rule).Assembly.GetName().Version!.ToString(3));
    }

    [Fact]
    public void AnalyzerInfo_NamesEveryRuleThatObjectsCanBreak()
    {
        var info = pack.Answer("GetAnalyzerInfo");

        info["name"]!.GetValue<string>().ShouldBe("mtls");
        info["supportsConfig"]!.GetValue<bool>().ShouldBeTrue();
        var policies = info["policies"]!.AsArray().Select(policy => policy!.AsObject()).ToList();
        policies.Select(policy => policy["name"]!.GetValue<string>()).ShouldBeUnique();
        foreach (var policy in policies)
        {
            var rule = Catalogue.Find(policy["name"]!.GetValue<string>()).ShouldNotBeNull();
            policy["description"]!.GetValue<string>().ShouldBe(rule.Title);
            policy["remediation_steps"]!.GetValue<string>().ShouldBe(rule.Remedy);
            (policy["enforcementLevel"]?.GetValue<string>() ?? "ADVISORY").ShouldBe(rule.Level == FindingLevel.Error ? "MANDATORY" : "ADVISORY");
        }
    }

    [Fact]
    public void Analyze_ValidObject_IsSilent() => Diagnostics(pack.Answer("Analyze", PulumiResources.Of(Strict))).ShouldBeEmpty();

    [Fact]
    public void Analyze_BrokenObject_SaysWhatTheCommandLineSays()
    {
        var resource = PulumiResources.Of(Strict.Replace("\"STRICT\"", "\"STRICTT\"", StringComparison.Ordinal));

        var diagnostic = Diagnostics(pack.Answer("Analyze", resource)).ShouldHaveSingleItem();

        diagnostic["policyName"]!.GetValue<string>().ShouldBe("MTLS908");
        diagnostic["policyPackName"]!.GetValue<string>().ShouldBe("mtls");
        diagnostic["enforcementLevel"]!.GetValue<string>().ShouldBe("MANDATORY");
        diagnostic["severity"]!.GetValue<string>().ShouldBe("POLICY_SEVERITY_HIGH");
        diagnostic["urn"]!.GetValue<string>().ShouldBe(resource["urn"]!.GetValue<string>());
        diagnostic["message"]!.GetValue<string>().ShouldBe(
            "spec.mtls.mode: 'STRICTT' is not one of UNSET, DISABLE, PERMISSIVE, STRICT; did you mean 'STRICT'?\nfix: write a value that the field allows");
    }

    [Fact]
    public void Analyze_ManyAtOnce_AnswersEach()
    {
        var broken = Strict.Replace("\"STRICT\"", "\"STRICTT\"", StringComparison.Ordinal);
        var calls = new JsonArray([.. Enumerable.Range(0, 200).Select(number => PolicyPackProcess.Request("Analyze", PulumiResources.Of(number % 2 == 0 ? Strict : broken)))]);

        var answers = pack.Call([calls])[0]!.AsArray();

        answers.Select(answer => Diagnostics(answer!["response"]!.AsObject()).Count()).ShouldBe(Enumerable.Range(0, 200).Select(number => number % 2));
    }

    [Theory]
    [InlineData("mtls:mesh:AuthorizationPolicies", """{ "namespace": "shop" }""")]
    [InlineData("pulumi:providers:kubernetes", """{ "context": "eu" }""")]
    [InlineData("kubernetes:helm.sh/v3:Release", """{ "chart": "istiod", "values": {} }""")]
    [InlineData("kubernetes:core/v1:NamespacePatch", """{ "apiVersion": "v1", "kind": "Namespace", "metadata": { "labels": { "a b": "c" } } }""")]
    public void Analyze_WhatIsNoWholeObject_IsNotApplicable(string type, string properties)
    {
        var response = pack.Answer("Analyze", PulumiResources.Of(type, "x", JsonNode.Parse(properties)!.AsObject()));

        Diagnostics(response).ShouldBeEmpty();
        response["not_applicable"]!.AsArray().ShouldNotBeEmpty();
    }

    [Fact]
    public void Analyze_UnknownValue_IsNotTakenForAMistake()
    {
        var field = JsonNode.Parse(Strict)!.AsObject();
        field["spec"]!["mtls"]!["mode"] = PulumiResources.UnknownString;
        var part = JsonNode.Parse(Strict)!.AsObject();
        part["spec"] = PulumiResources.UnknownMap;

        foreach (var response in new[] { pack.Answer("Analyze", PulumiResources.Of(field)), pack.Answer("Analyze", PulumiResources.Of(part)) })
        {
            Diagnostics(response).ShouldBeEmpty();
            response["not_applicable"]!.AsArray().ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void Analyze_UnknownValue_DoesNotHideTheMistakesBesideIt()
    {
        var manifest = JsonNode.Parse(Strict)!.AsObject();
        manifest["spec"]!["mtls"]!["mode"] = PulumiResources.UnknownString;
        manifest["spec"]!["mtsl"] = new JsonObject();

        Diagnostics(pack.Answer("Analyze", PulumiResources.Of(manifest))).Select(diagnostic => diagnostic["policyName"]!.GetValue<string>()).ShouldBe(["MTLS905"]);
    }

    [Fact]
    public void Analyze_SecretValue_IsNeitherJudgedNorPrinted()
    {
        var manifest = JsonNode.Parse(Strict)!.AsObject();
        manifest["spec"]!["mtls"]!["mode"] = PulumiResources.AsSecret("hunter2");
        var secret = JsonNode.Parse("""{ "apiVersion": "v1", "kind": "Secret", "metadata": { "name": "cacerts", "namespace": "istio-system" }, "dato": {} }""")!.AsObject();
        secret["stringData"] = PulumiResources.AsSecret(new JsonObject { ["key.pem"] = "hunter2" });
        secret["data"] = new JsonObject { ["token"] = PulumiResources.AsSecret("hunter2") };

        var answers = new[] { pack.Answer("Analyze", PulumiResources.Of(manifest)), pack.Answer("Analyze", PulumiResources.Of(secret)) };

        answers.ShouldAllBe(answer => !answer.ToJsonString(null).Contains("hunter2", StringComparison.Ordinal));
        Diagnostics(answers[0]).ShouldBeEmpty();
        Diagnostics(answers[1]).Select(diagnostic => diagnostic["policyName"]!.GetValue<string>()).ShouldBe(["MTLS905"]);
    }

    [Fact]
    public void Remediate_RewritesNothing() =>
        pack.Answer("Remediate", PulumiResources.Of(Strict))["remediations"]!.AsArray().ShouldBeEmpty();

    private static IEnumerable<JsonObject> Diagnostics(JsonObject response) => response["diagnostics"]!.AsArray().Select(diagnostic => diagnostic!.AsObject());
}
