using Infra.Planning;
using Infra.Settings;
using Shouldly;
using Xunit;

namespace Tests.Infra.Settings;

public sealed class EngineConfigurationTests
{
    [Fact]
    public void Engine_WithSomeKeys_HandsOverThoseByTheirFullNames()
    {
        var config = new Dictionary<string, string> { ["mesh"] = """{"id":"acme"}""", ["other"] = "1" };

        var values = EngineConfiguration.Read(null, config.GetValueOrDefault);

        values.Keys.ShouldBe(["mtls:mesh"]);
        values["mtls:mesh"].GetProperty("id").GetString().ShouldBe("acme");
    }

    [Fact]
    public void Engine_WithATextWhereAMapBelongs_IsReportedWithoutTheText()
    {
        var config = new Dictionary<string, string> { ["mesh"] = "hunter2" };

        var reading = IntentReader.FromEngine("dev", EngineConfiguration.Read(null, config.GetValueOrDefault), Planning.StackText.Today);

        reading.Errors.Select(error => error.ToString()).ShouldContain(
            "mtls:mesh: a text of 7 characters is not a map; allowed: a map with the keys id, mode, exception, minimumTlsVersion");
        string.Join('\n', reading.Errors).ShouldNotContain("hunter2");
    }

    [Fact]
    public void Engine_WithAKeyThatNoSettingHas_IsRefusedAndToldTheNearest()
    {
        var config = new Dictionary<string, string> { ["servces"] = """{"web":"hunter2"}""", ["mesh"] = """{"id":"acme"}""" };
        const string given = """{"mtls:servces":"{}","mtls:config:mesh":"{}","kubernetes:context":"x"}""";

        var values = EngineConfiguration.Read(given, config.GetValueOrDefault);
        var errors = IntentReader.FromEngine("dev", values, Planning.StackText.Today).Errors.Select(error => error.ToString()).ToList();

        values.Keys.ShouldBe(["mtls:mesh", "mtls:servces"]);
        errors.ShouldContain("mtls:servces: unknown key; did you mean mtls:services?");
        errors.ShouldAllBe(error => !error.Contains("hunter2"));
    }
}
