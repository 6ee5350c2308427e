using Pulumi.Serialization;
using Pulumi.Testing;

namespace Pulumi;

public sealed partial class Deployment
{
    internal void Register(Resource resource, OutputSlots slots, ResourceArgs args, ResourceOptions options) =>
        Tasks.Add(CompleteAsync(resource, slots, args, options));

    internal void RegisterOutputs(ComponentResource component, Output<IDictionary<string, object?>> outputs) =>
        Tasks.Add(RecordOutputsAsync(component, outputs));

    /// <summary>Registers or reads a resource and completes its outputs, in whichever way this ends, so that nothing waits for ever.</summary>
    private async Task CompleteAsync(Resource resource, OutputSlots slots, ResourceArgs args, ResourceOptions options)
    {
        try
        {
            var registered = await RegisterAsync(resource, args, options);
            slots[WellKnown.Urn].Complete(registered.Urn, isKnown: true, isSecret: false);
            if (resource is CustomResource)
            {
                slots[WellKnown.Id].Complete(registered.Id ?? "", isKnown: !string.IsNullOrEmpty(registered.Id), isSecret: false);
            }

            for (var position = 0; position < slots.Slots.Length; position++)
            {
                var (name, slot) = (slots.Properties[position].Name, slots.Slots[position]);
                if (name is not WellKnown.Urn and not WellKnown.Id && registered.State.TryGetValue(name, out var value))
                {
                    slot.Complete(ConvertOutput(resource, name, slot.ValueType, value.Value), value.IsKnown, value.IsSecret);
                }
            }

            foreach (var slot in slots.Slots)
            {
                slot.CompleteWithDefault(isKnown: !(Options.IsPreview ?? true));
            }
        }
        catch (Exception failure)
        {
            foreach (var slot in slots.Slots)
            {
                slot.Fail(failure);
            }

            throw;
        }
    }

    // The message by itself, so that what it needs is kept for outputs only whose value may not fit.
    private static object? ConvertOutput(Resource resource, string name, Type type, object? value)
    {
        var converter = StateConverter.Of(type);
        return converter.Fits(value) ? value : Convert();

        object? Convert() => converter.Convert(value, message => Log.Warn($"output '{name}': {message}", resource));
    }

    private async ValueTask<RegisteredResource> RegisterAsync(Resource resource, ResourceArgs args, ResourceOptions options)
    {
        if (options.Urn is { } urn)
        {
            return _monitor.Read(urn);
        }

        var idToRead = options.Id is null ? "" : await options.Id.ToOutput().GetValueAsync(whenUnknown: "");
        if (!string.IsNullOrEmpty(idToRead) && resource is not CustomResource)
        {
            throw new ArgumentException($"option '{nameof(ResourceOptions.Id)}' of '{resource.GetResourceName()}' is for custom resources only");
        }

        await WaitForDependenciesAsync(resource, options);
        var inputs = await InputsOfAsync(resource, args);
        var parentUrn = resource is Stack
            ? ""
            : await (options.Parent ?? Stack).Urn.GetValueAsync(whenUnknown: "");
        var provider = resource is CustomResource && options.Provider is not null ? await options.Provider.ReferenceAsync() : "";
        return string.IsNullOrEmpty(idToRead)
            ? await _monitor.RegisterAsync(resource, parentUrn, inputs, provider, (options as CustomResourceOptions)?.ImportId ?? "")
            : await _monitor.ReadAsync(resource, parentUrn, inputs, provider, idToRead);
    }

    private static ValueTask<Dictionary<string, Serialized>> InputsOfAsync(Resource resource, ResourceArgs args) => PropertySerializer.SerializeAsync(
        SerializationPath.OfArguments(resource), args.Properties().Where(property => property.Key is not WellKnown.Id and not WellKnown.Urn));

    // A component stands for the custom resources below it.
    private static async ValueTask WaitForDependenciesAsync(Resource resource, ResourceOptions options)
    {
        if (options.DependsOnIfAny is not { } dependsOn)
        {
            return;
        }

        var pending = new Stack<Resource>(await dependsOn.ToOutput().GetValueAsync(whenUnknown: []));
        var seen = new HashSet<Resource>();
        while (pending.TryPop(out var dependency))
        {
            if (!seen.Add(dependency))
            {
                continue;
            }

            if (dependency == resource)
            {
                throw new InvalidOperationException(
                    $"'{resource.GetResourceName()}' depends on itself, directly or as a child of a component that it depends on");
            }

            await dependency.Urn.DataAsync();
            if (dependency is ComponentResource)
            {
                foreach (var child in dependency.ChildrenSoFar())
                {
                    pending.Push(child);
                }
            }
        }
    }

    private async Task RecordOutputsAsync(ComponentResource component, Output<IDictionary<string, object?>> outputs)
    {
        var urn = await component.Urn.GetValueAsync(whenUnknown: "");
        var values = await outputs.GetValueAsync(whenUnknown: default!);
        await _monitor.RecordOutputsAsync(urn, await PropertySerializer.SerializeAsync(SerializationPath.Of($"outputs of {urn}"), values));
    }
}
