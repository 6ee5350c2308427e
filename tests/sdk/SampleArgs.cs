using Pulumi;

namespace Tests.Sdk;

/// <summary>Arguments that hold one value of whatever type.</summary>
internal sealed class SampleArgs : ResourceArgs
{
    [Input("value")]
    public object? Value { get; set; }

    [Input("json", json: true)]
    public object? Json { get; set; }
}
