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

    public async ValueTask<RegisteredResource> RegisterAsync(
        Resource resource, string parentUrn, Dictionary<string, Serialized> inputs, string provider, string importId)
    {
        Add(resource);
        var urn = UrnOf(parentUrn, resource);
        if (resource is Stack)
        {
            return new(urn, null, ImmutableDictionary<string, Serialized>.Empty);
        }

        var (id, state) = await AskAsync(resource, urn, inputs, provider, importId);
        return _registered[urn] = new(urn, id ?? importId, state);
    }

    public async ValueTask<RegisteredResource> ReadAsync(
        Resource resource, string parentUrn, Dictionary<string, Serialized> inputs, string provider, string idToRead)
    {
        var urn = UrnOf(parentUrn, resource);
        var (_, state) = await AskAsync(resource, urn, inputs, provider, idToRead);
        var registered = _registered[urn] = new(urn, idToRead, state);
        Add(resource);
        return registered;
    }

    public RegisteredResource Read(string urn) =>
        _registered.GetValueOrDefault(urn) ?? throw new InvalidOperationException($"no resource with the URN '{urn}' is registered");

    public Task RecordOutputsAsync(string urn, Dictionary<string, Serialized> outputs) =>
        mocks.RegisterResourceOutputs(new(urn, outputs.ToImmutableDictionary(
            output => output.Key,
            output => new Output<object?>(new OutputData<object?>(default, output.Value.Value, output.Value.IsKnown, output.Value.IsSecret)))));

    private async ValueTask<(string? Id, Dictionary<string, Serialized> State)> AskAsync(
        Resource resource, string urn, Dictionary<string, Serialized> inputs, string provider, string id)
    {
        var (known, isPlain) = (ImmutableDictionary.CreateBuilder<string, object>(), true);
        foreach (var (name, input) in inputs)
        {
            isPlain &= input is { IsKnown: true, IsSecret: false };
            if (input is { IsKnown: true, Value: { } value })
            {
                known.Add(name, value);
            }
        }

        var args = new MockResourceArgs
        {
            Type = resource.GetResourceType(),
            Name = resource.GetResourceName(),
            Inputs = known.ToImmutable(),
            Provider = provider,
            Id = id,
        };
        var given = args.Inputs;
        var (newId, state) = await mocks.NewResourceAsync(args);

        // What is given back as it was given is serialized already.
        return (newId, isPlain && ReferenceEquals(state, given)
            ? inputs
            : await PropertySerializer.SerializeAsync(SerializationPath.OfState(urn), Properties(state)));
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
        var (type, name) = (resource.GetResourceType(), resource.GetResourceName());
        var (stack, project) = (Deployment.Instance.StackName, Deployment.Instance.ProjectName);
        return parentUrn.Length == 0
            ? $"urn:pulumi:{stack}::{project}::{type}::{name}"
            : $"urn:pulumi:{stack}::{project}::{OutermostType(parentUrn)}${type}::{name}";
    }

    /// <summary>The first type of <c>urn:pulumi:(stack)::(project)::(type)$(type)::(name)</c>.</summary>
    private static ReadOnlySpan<char> OutermostType(ReadOnlySpan<char> urn)
    {
        const string Separator = "::";
        var rest = urn[(urn.IndexOf(Separator, StringComparison.Ordinal) + Separator.Length)..];
        rest = rest[(rest.IndexOf(Separator, StringComparison.Ordinal) + Separator.Length)..];
        var types = rest[..rest.IndexOf(Separator, StringComparison.Ordinal)];
        return types.IndexOf('$') is >= 0 and var end ? types[..end] : types;
    }

    private static IEnumerable<KeyValuePair<string, object?>> Properties(object state) => state switch
    {
        InputArgs args => args.Properties(),
        IEnumerable<KeyValuePair<string, object?>> properties => properties,
        IDictionary map => map.Cast<DictionaryEntry>().Select(entry => KeyValuePair.Create((string)entry.Key, entry.Value)),
        _ => throw new InvalidOperationException($"{state?.GetType().FullName ?? "null"} is not a supported type of state; return a map"),
    };
}
