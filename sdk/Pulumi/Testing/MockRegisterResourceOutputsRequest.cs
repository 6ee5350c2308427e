using System.Collections.Immutable;

namespace Pulumi.Testing;

/// <summary>The outputs of a component or stack as mocks see them.</summary>
/// <param name="urn">The component.</param>
/// <param name="outputs">Its outputs by name.</param>
public class MockRegisterResourceOutputsRequest(string urn, ImmutableDictionary<string, Output<object?>> outputs)
{
    /// <summary>The component or stack.</summary>
    public readonly string Urn = urn;

    /// <summary>The outputs by name, each secret or unknown as the program made it.</summary>
    public readonly ImmutableDictionary<string, Output<object?>> Outputs = outputs;
}
