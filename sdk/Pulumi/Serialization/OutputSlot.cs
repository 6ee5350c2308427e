using System.Collections.Immutable;

namespace Pulumi.Serialization;

/// <summary>The waiting end of a resource's output property: completed when the resource is registered.</summary>
internal abstract class OutputSlot
{
    public abstract object Output { get; }

    public abstract Type ValueType { get; }

    public abstract void Complete(object? value, bool isKnown, bool isSecret);

    /// <summary>Completes the slot with the default value unless it is complete.</summary>
    public abstract void CompleteWithDefault(bool isKnown);

    public abstract void Fail(Exception exception);
}

/// <inheritdoc/>
/// <param name="resources">The resource that fills the slot, as the dependencies of its output.</param>
internal sealed class OutputSlot<T>(ImmutableHashSet<Resource> resources) : OutputSlot
{
    private readonly TaskCompletionSource<OutputData<T>> _source = new();

    // A failure to complete is a failure of the registration, which the deployment waits for.
    public override object Output => field ??= new Output<T>(_source.Task, isTracked: false);

    public override Type ValueType => typeof(T);

    public override void Complete(object? value, bool isKnown, bool isSecret) =>
        _source.SetResult(new(resources, value is null ? default! : (T)value, isKnown, isSecret));

    public override void CompleteWithDefault(bool isKnown) =>
        _source.TrySetResult(new(resources, default!, isKnown, IsSecret: false));

    public override void Fail(Exception exception) => _source.TrySetException(exception);
}
