using System.Collections.Concurrent;
using System.Collections.Immutable;
using Pulumi.Testing;

namespace Tests.Sdk;

/// <summary>Keeps what it is asked and gives every resource its inputs back as state, plus what a test adds.</summary>
internal sealed class RecordingMocks : IMocks
{
    public ConcurrentQueue<MockResourceArgs> Resources { get; } = [];

    public ConcurrentDictionary<string, MockRegisterResourceOutputsRequest> Outputs { get; } = [];

    /// <summary>Answers for a resource by its name; the inputs when it is not set or returns null.</summary>
    public Func<MockResourceArgs, object?>? State { get; init; }

    public MockResourceArgs this[string name] => Resources.Single(resource => resource.Name == name);

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        Resources.Enqueue(args);
        return Task.FromResult<(string?, object)>(($"{args.Name}-id", State?.Invoke(args) ?? args.Inputs));
    }

    public Task<object> CallAsync(MockCallArgs args) => Task.FromResult<object>(ImmutableDictionary<string, object>.Empty);

    public Task RegisterResourceOutputs(MockRegisterResourceOutputsRequest args)
    {
        Outputs[args.Urn.Split("::")[^1]] = args;
        return Task.CompletedTask;
    }
}
