namespace Pulumi;

/// <summary>An <see cref="Output{T}"/> whose type argument the reader does not know.</summary>
internal interface IOutput
{
    ValueTask<OutputData<object?>> GetDataAsync();
}
