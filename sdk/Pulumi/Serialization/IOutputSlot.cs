namespace Pulumi.Serialization;

/// <summary>A resource's output while it waits: it is completed when the resource is registered, by nobody else and once.</summary>
internal interface IOutputSlot
{
    Type ValueType { get; }

    void Complete(object? value, bool isKnown, bool isSecret);

    /// <summary>Completes the slot with the default value unless it is complete.</summary>
    void CompleteWithDefault(bool isKnown);

    /// <summary>Ends the waiting with an error, unless the slot is complete.</summary>
    void Fail(Exception exception);
}
