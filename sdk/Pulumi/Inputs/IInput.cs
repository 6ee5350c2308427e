namespace Pulumi;

/// <summary>An <see cref="Input{T}"/> whose type argument the reader does not know.</summary>
internal interface IInput
{
    IOutput ToOutput();
}
