using System.Collections.Immutable;

namespace Pulumi.Testing;

/// <summary>A provider's function or method call as mocks see it.</summary>
public class MockCallArgs
{
    /// <summary>The token of the function.</summary>
    public string? Token { get; set; }

    /// <summary>The arguments by their names on the wire.</summary>
    public ImmutableDictionary<string, object> Args { get; set; } = null!;

    /// <summary>The explicit provider as <c>urn::id</c>; empty without one.</summary>
    public string? Provider { get; set; }
}
