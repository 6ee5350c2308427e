using System.Collections.Immutable;

namespace Pulumi.Testing;

/// <summary>A resource as mocks see it: without parent, dependencies, protection, aliases, and without any mark of what is secret.</summary>
public class MockResourceArgs
{
    /// <summary>The type token.</summary>
    public string? Type { get; set; }

    /// <summary>The name.</summary>
    public string? Name { get; set; }

    /// <summary>The arguments by their names on the wire; numbers are double, unknown and null ones are missing.</summary>
    public ImmutableDictionary<string, object> Inputs { get; set; } = null!;

    /// <summary>The explicit or inherited provider as <c>urn::id</c>; empty without one.</summary>
    public string? Provider { get; set; }

    /// <summary>The id to read or import; empty where there is none.</summary>
    public string? Id { get; set; }
}
