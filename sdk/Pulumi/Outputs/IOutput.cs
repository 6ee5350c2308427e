namespace Pulumi;

/// <summary>An <see cref="Output{T}"/> whose type argument the reader does not know.</summary>
internal interface IOutput
{
    ValueTask<OutputData<object?>> GetDataAsync();

    /// <summary>What the output resolved to, where there is nothing to wait for.</summary>
    bool TryGetData(out OutputData<object?> data);
}
