using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi.Testing;

/// <summary>Passes registrations on to mocks.</summary>
internal sealed class MockMonitor(IMocks mocks)
{
    private readonly List<Resource> _resources = [];
    private readonly ConcurrentDictionary<string, RegisteredResource> _registered = [];

    public ImmutableArray<Resource> Resources
    {
        get
        {
            lock (_resources)
            {
                return [.. _resources];
            }
        }
    }

    public async Task<RegisteredResource> RegisterAsync(
        Resource resource, string parentUrn, Dictionary<string, Serialized> inputs, string provider, string importId)
    {
        Add(resource);
        if (resource is Stack)
        {
            return new(UrnOf(parentUrn, resource), null, ImmutableDictionary<string, Serialized>.Empty);
        }

        var (id, state) = await AskAsync(resource, inputs, provider, importId);
        return await KeepAsync(resource, parentUrn, id ?? importId, state);
    }

    public async Task<RegisteredResource> ReadAsync(
        Resource resource, string parentUrn, Dictionary<string, Serialized> inputs, string provider, string idToRead)
    {
        var (_, state) = await AskAsync(resource, inputs, provider, idToRead);
        var registered = await KeepAsync(resource, parentUrn, idToRead, state);
        Add(resource);
        return registered;
    }

    public RegisteredResource Read(string urn) =>
        _registered.GetValueOrDefault(urn) ?? throw new InvalidOperationException($"no resource with the URN '{urn}' is registered");

    public Task RecordOutputsAsync(string urn, Dictionary<string, Serialized> outputs) =>
        mocks.RegisterResourceOutputs(new(urn, outputs.ToImmutableDictionary(
            output => output.Key,
            output => new Output<object?>(new OutputData<object?>([], output.Value.Value, output.Value.IsKnown, output.Value.IsSecret)))));

    private Task<(string? Id, object State)> AskAsync(Resource resource, Dictionary<string, Serialized> inputs, string provider, string id)
    {
        var known = ImmutableDictionary.CreateBuilder<string, object>();
        foreach (var (name, input) in inputs)
        {
            if (input is { IsKnown: true, Value: { } value })
            {
                known.Add(name, value);
            }
        }

        return mocks.NewResourceAsync(new MockResourceArgs
        {
            Type = resource.GetResourceType(),
            Name = resource.GetResourceName(),
            Inputs = known.ToImmutable(),
            Provider = provider,
            Id = id,
        });
    }

    private async Task<RegisteredResource> KeepAsync(Resource resource, string parentUrn, string id, object state)
    {
        var urn = UrnOf(parentUrn, resource);
        var properties = await PropertySerializer.SerializeAsync(new(null, $"state of {urn}"), Properties(state));
        return _registered[urn] = new(urn, id, properties);
    }

    private void Add(Resource resource)
    {
        lock (_resources)
        {
            _resources.Add(resource);
        }
    }

    // Only the outermost type of the parent is kept, unlike by the real engine: every URN is "...::pulumi:pulumi:Stack$<type>::<name>".
    private static string UrnOf(string parentUrn, Resource resource)
    {
        var type = resource.GetResourceType();
        var qualifiedType = parentUrn.Length == 0 ? type : $"{parentUrn.Split("::")[2].Split('$')[0]}${type}";
        return string.Join("::", $"urn:pulumi:{Deployment.Instance.StackName}", Deployment.Instance.ProjectName, qualifiedType, resource.GetResourceName());
    }

    private static IEnumerable<KeyValuePair<string, object?>> Properties(object state) => state switch
    {
        InputArgs args => args.Properties(),
        IEnumerable<KeyValuePair<string, object?>> properties => properties,
        IDictionary map => map.Cast<DictionaryEntry>().Select(entry => KeyValuePair.Create((string)entry.Key, entry.Value)),
        _ => throw new InvalidOperationException($"{state?.GetType().FullName ?? "null"} is not a supported type of state; return a map"),
    };
}
