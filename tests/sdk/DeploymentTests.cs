using System.Collections.Immutable;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;
using Shouldly;
using Xunit;

namespace Tests.Sdk;

/// <summary>How deployments run and how they fail.</summary>
public sealed class DeploymentTests
{
    [Fact]
    public async Task Options_Defaults_AreAPreviewOfProjectAndStack()
    {
        (string, string, string, bool) seen = default;
        await Hermetic.PreviewAsync(new RecordingMocks(), () =>
        {
            var deployment = Deployment.Instance;
            seen = (deployment.ProjectName, deployment.StackName, deployment.OrganizationName, deployment.IsDryRun);
            Should.Throw<InvalidOperationException>(() => deployment.RootDirectory);
        });

        seen.ShouldBe(("project", "stack", "organization", true));
    }

    [Fact]
    public async Task Options_Given_AreSeenInUrns()
    {
        var options = new TestOptions { ProjectName = "mtls", StackName = "prod", OrganizationName = "acme", RootDirectory = "here" };
        var (folder, organization) = ("", "");
        var resources = await Deployment.TestAsync(new RecordingMocks(), options, () =>
        {
            _ = new SampleResource("a");
            (folder, organization) = (Deployment.Instance.RootDirectory, Deployment.Instance.OrganizationName);
        });

        (await OutputUtilities.GetValueAsync(resources.ShouldHaveSingleItem().Urn)).ShouldStartWith("urn:pulumi:prod::mtls::");
        (folder, organization).ShouldBe(("here", "acme"));
    }

    [Fact]
    public async Task Function_EveryForm_Runs()
    {
        var (mocks, options) = (new RecordingMocks(), new TestOptions());
        IDictionary<string, object?> outputs = new Dictionary<string, object?> { ["a"] = 1 };

        (await Deployment.TestAsync(mocks, options, () => outputs)).Outputs.ShouldBe(outputs);
        (await Deployment.TestAsync(mocks, options, () => Task.FromResult(outputs))).Outputs.ShouldBe(outputs);
        (await Deployment.TestAsync(mocks, options, () => { _ = new SampleResource("a"); })).Length.ShouldBe(1);
        (await Deployment.TestAsync(mocks, options, async () =>
        {
            await Task.Yield();
            _ = new SampleResource("b");
        })).Length.ShouldBe(1);
    }

    [Fact]
    public async Task Deployment_WaitsForResourcesMadeLate()
    {
        var mocks = new RecordingMocks();
        var resources = await Hermetic.UpAsync(mocks, () => Output.Create(Task.Delay(20).ContinueWith(_ => "late", TaskScheduler.Default))
            .Apply(name => new SampleResource(name)));

        resources.ShouldHaveSingleItem().GetResourceName().ShouldBe("late");
    }

    [Fact]
    public async Task Mocks_ThatTakeTime_CompleteOutputsLater()
    {
        SampleResource second = null!;
        var mocks = new SlowMocks();
        var resources = await Deployment.TestAsync(mocks, new TestOptions(), () =>
        {
            var first = new SampleResource("first", new SampleArgs { Value = "v" });
            second = new SampleResource("second", new SampleArgs { Value = first.Value });
        });

        resources.Length.ShouldBe(2);
        (await OutputUtilities.GetValueAsync(second.Value)).ShouldBe("v");
    }

    [Fact]
    public async Task Exception_OfTheProgram_IsInTheMessage()
    {
        var failure = await Should.ThrowAsync<RunException>(
            () => Hermetic.UpAsync(new RecordingMocks(), new Action(() => throw new FormatException("bad weather"))));

        failure.Message.ShouldContain("FormatException");
        failure.Message.ShouldContain("bad weather");
    }

    [Fact]
    public async Task RunException_OfTheProgram_IsTheMessageAlone()
    {
        var failure = await Should.ThrowAsync<RunException>(
            () => Hermetic.UpAsync(new RecordingMocks(), new Action(() => throw new RunException("3 findings"))));

        failure.Message.ShouldBe("3 findings");
    }

    [Fact]
    public async Task Exception_OfAMock_FailsOnceForAllThatDependsOnIt()
    {
        var mocks = new RecordingMocks { State = args => args.Name == "a" ? throw new FormatException("no answer") : null };

        var failure = await Should.ThrowAsync<RunException>(() => Hermetic.UpAsync(mocks, () =>
        {
            var a = new SampleResource("a");
            _ = new SampleResource("b", null, new() { DependsOn = { a } });
        }));

        failure.Message.ShouldContain("no answer");
        mocks.Resources.Select(resource => resource.Name).ShouldBe(["a"]);
    }

    [Fact]
    public async Task Errors_OfOneDeployment_AreAllThere()
    {
        var failure = await Should.ThrowAsync<AggregateException>(() => Hermetic.UpAsync(new RecordingMocks(), () =>
        {
            Log.Error("one");
            Log.Exception(new FormatException("two"));
        }));

        failure.InnerExceptions.ShouldAllBe(inner => inner is RunException);
        // In any order: the official packages log from several threads.
        failure.InnerExceptions.Count.ShouldBe(2);
        failure.InnerExceptions.ShouldContain(inner => inner.Message == "one");
        failure.InnerExceptions.ShouldContain(inner => inner.Message.Contains("two", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Apply_ThatThrows_FailsTheDeployment() => (await Should.ThrowAsync<RunException>(() => Hermetic.UpAsync(
        new RecordingMocks(), () => Output.Create(1).Apply<int>(new Func<int, int>(_ => throw new FormatException("in apply"))))))
        .Message.ShouldContain("in apply");

    [Fact]
    public async Task LogError_FailsTheDeployment()
    {
        var failure = await Should.ThrowAsync<RunException>(() => Hermetic.UpAsync(new RecordingMocks(), () =>
        {
            Log.Debug("fine");
            Log.Info("fine");
            Log.Warn("fine");
            Log.Error("not fine");
        }));

        failure.Message.ShouldBe("not fine");
    }

    [Fact]
    public async Task Deployment_WithinAnother_IsRefused() => await Hermetic.UpAsync(new RecordingMocks(), () =>
        Should.Throw<InvalidOperationException>(() => Hermetic.UpAsync(new RecordingMocks(), () => { }).GetAwaiter().GetResult()));

    [Fact]
    public void OutsideADeployment_ResourcesConfigAndLog_AreRefused()
    {
        Should.Throw<InvalidOperationException>(() => new SampleResource("a"));
        Should.Throw<InvalidOperationException>(() => new SampleComponent("a"));
        Should.Throw<InvalidOperationException>(() => new Config("mtls").Get("a"));
        Should.Throw<InvalidOperationException>(() => new Config());
        Should.Throw<InvalidOperationException>(() => Log.Info("a"));
        Should.Throw<InvalidOperationException>(() => Deployment.Instance);
        Should.Throw<InvalidOperationException>(() => Output.Create("a").ToString());
    }

    [Fact]
    public async Task Deployments_AtTheSameTime_DoNotMeet()
    {
        var names = await Task.WhenAll(Enumerable.Range(0, 20).Select(async number =>
        {
            var resources = await Deployment.TestAsync(new SlowMocks(), new TestOptions { StackName = $"s{number}" }, () => { _ = new SampleResource("a"); });
            return await OutputUtilities.GetValueAsync(resources.ShouldHaveSingleItem().Urn);
        }));

        names.ShouldBe(Enumerable.Range(0, 20).Select(number => $"urn:pulumi:s{number}::project::pulumi:pulumi:Stack$sample:index:Sample::a"));
    }

    private sealed class SlowMocks : IMocks
    {
        public async Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
        {
            await Task.Delay(5);
            return (args.Name, args.Inputs);
        }

        public Task<object> CallAsync(MockCallArgs args) => Task.FromResult<object>(ImmutableDictionary<string, object>.Empty);
    }
}
