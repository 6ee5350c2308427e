using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Manifests;
using Pulumi;
using Pulumi.Testing;

namespace Infra.Hermetic;

/// <summary>
/// The engine's side of a hermetic run: writes down what the program registers, and answers key and password resources with
/// an <see cref="IKeySource"/>. A resource type that it does not know is an error, not a guess.
/// </summary>
internal sealed class RecordingMocks(IKeySource keys, Action<RecordedSecret>? secrets = null) : IMocks
{
    private readonly Lock _lock = new();
    private readonly HashSet<(string Type, string Name)> _seen = [];
    private readonly List<string> _duplicates = [];
    private readonly ConcurrentDictionary<string, string> _regions = new(StringComparer.Ordinal);
    private readonly List<RegisteredObject> _objects = [];
    private readonly List<RegisteredRelease> _releases = [];
    private readonly List<RegisteredComponent> _components = [];

    /// <inheritdoc/>
    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        var type = args.Type ?? throw new InvalidOperationException("a resource was registered without a type");
        var name = args.Name ?? throw new InvalidOperationException($"a resource of type {type} was registered without a name");
        Remember(type, name);

        object state = type switch
        {
            "pulumi:providers:kubernetes" => args.Inputs,
            "tls:index/privateKey:PrivateKey" => PrivateKey(args.Inputs, type, name),
            "random:index/randomPassword:RandomPassword" => Password(args.Inputs, type, name),
            HelmRelease => Release(args, name),
            _ when type.StartsWith("kubernetes:", StringComparison.Ordinal) => Object(args, type, name),
            _ when type.StartsWith("mtls:", StringComparison.Ordinal) => Component(args, type, name),
            _ => throw new InvalidOperationException($"{name}: the hermetic host has no answer for resources of type '{type}'"),
        };
        return Task.FromResult<(string?, object)>((name, state));
    }

    /// <inheritdoc/>
    public Task<object> CallAsync(MockCallArgs args) =>
        throw new InvalidOperationException($"the hermetic host has no answer for the function '{args.Token}'");

    /// <summary>What was registered, ordered by region, component and name.</summary>
    /// <exception cref="InvalidOperationException">Two resources share a type and a name: on the engine they would share a URN.</exception>
    public HermeticRun ToRun(IReadOnlyDictionary<string, HermeticOutput> outputs)
    {
        if (_duplicates.Count > 0)
        {
            throw new InvalidOperationException($"resources with the same URN: {string.Join(", ", _duplicates.Order(StringComparer.Ordinal))}");
        }

        var components = _components.OrderBy(c => c.Name, StringComparer.Ordinal).ToList();
        var owners = new ComponentIndex(components);
        return new HermeticRun
        {
            Components = components,
            Objects =
            [
                .. _objects.OrderBy(o => o.Region, StringComparer.Ordinal).ThenBy(o => o.Name, StringComparer.Ordinal).ThenBy(o => o.Type, StringComparer.Ordinal)
                    .Select(o => o with { Component = owners.OwnerOf(o.Name) ?? o.Region }),
            ],
            Releases =
            [
                .. _releases.OrderBy(o => o.Region, StringComparer.Ordinal).ThenBy(o => o.Name, StringComparer.Ordinal)
                    .Select(o => o with { Component = owners.OwnerOf(o.Name) ?? o.Region }),
            ],
            Outputs = outputs,
        };
    }

    private const string HelmRelease = "kubernetes:helm.sh/v3:Release";

    private void Remember(string type, string name)
    {
        lock (_lock)
        {
            if (!_seen.Add((type, name)))
            {
                _duplicates.Add($"{type}::{name}");
            }
        }
    }

    private ImmutableDictionary<string, object> Object(MockResourceArgs args, string type, string name)
    {
        var (inputs, region, isSecret) = (args.Inputs, RegionOf(args.Provider, name), SecretKinds.Contains(type));
        var manifest = new Lazy<MapNode>(() => Manifest(inputs));
        lock (_lock)
        {
            if (isSecret)
            {
                secrets?.Invoke(new RecordedSecret(region, manifest.Value));
                manifest = new Lazy<MapNode>(SecretKinds.Redact(manifest.Value));
            }

            _objects.Add(new RegisteredObject
            {
                Region = region,
                Component = region,
                Type = type,
                Name = name,
                Object = RegisteredName.Of(inputs, name),
                Source = manifest,
                IsSecret = isSecret,
            });
        }

        return inputs;
    }

    private ImmutableDictionary<string, object> Release(MockResourceArgs args, string name)
    {
        var region = RegionOf(args.Provider, name);
        lock (_lock)
        {
            _releases.Add(new RegisteredRelease { Region = region, Component = region, Name = name, Inputs = Manifest(args.Inputs) });
        }

        return args.Inputs;
    }

    private static MapNode Manifest(ImmutableDictionary<string, object> inputs) => MapOrder.Restore((MapNode)Node.FromPlainObject(inputs));

    private ImmutableDictionary<string, object> Component(MockResourceArgs args, string type, string name)
    {
        lock (_lock)
        {
            _components.Add(new RegisteredComponent(type, name));
        }

        return args.Inputs;
    }

    /// <summary>The region of a provider reference <c>urn:pulumi:stack::project::type::name::id</c>: providers bear their region's name.</summary>
    private string RegionOf(string? provider, string resource) => _regions.GetOrAdd(
        provider ?? "",
        static (reference, name) => reference.Split("::") is [_, _, _, var region, _]
            ? region
            : throw new InvalidOperationException($"{name}: registered without a region's provider (provider reference '{reference}')"),
        resource);

    private ImmutableDictionary<string, object> PrivateKey(ImmutableDictionary<string, object> inputs, string type, string name)
    {
        var curve = inputs.TryGetValue("ecdsaCurve", out var value) ? (string)value : "P224";
        using var key = keys.PrivateKey(curve, type, name);
        return inputs
            .SetItem("privateKeyPem", Output.CreateSecret(key.ExportECPrivateKeyPem() + "\n"))
            .SetItem("privateKeyPemPkcs8", Output.CreateSecret(key.ExportPkcs8PrivateKeyPem() + "\n"))
            .SetItem("publicKeyPem", key.ExportSubjectPublicKeyInfoPem() + "\n");
    }

    private ImmutableDictionary<string, object> Password(ImmutableDictionary<string, object> inputs, string type, string name) =>
        inputs.SetItem("result", Output.CreateSecret(keys.Password(Convert.ToInt32(inputs["length"], CultureInfo.InvariantCulture), type, name)));
}
