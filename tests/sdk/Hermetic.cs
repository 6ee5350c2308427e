using System.Collections.Immutable;
using Pulumi;
using Pulumi.Testing;

namespace Tests.Sdk;

/// <summary>Short ways to run a program against mocks.</summary>
internal static class Hermetic
{
    public static Task<ImmutableArray<Resource>> UpAsync(RecordingMocks mocks, Action program) =>
        Deployment.TestAsync(mocks, new TestOptions { IsPreview = false }, program);

    public static Task<ImmutableArray<Resource>> PreviewAsync(RecordingMocks mocks, Action program) =>
        Deployment.TestAsync(mocks, new TestOptions(), program);

    /// <summary>What a mock sees of an argument; null when it does not see it.</summary>
    public static async Task<object?> SeenAsync(object? value)
    {
        var mocks = new RecordingMocks();
        await UpAsync(mocks, () => _ = new SampleResource("sample", new SampleArgs { Value = value }));
        return mocks["sample"].Inputs.GetValueOrDefault("value");
    }
}
