using Components.Intent;
using Pulumi;

namespace Components.Observability;

/// <summary>The arguments of <see cref="Jaeger"/>.</summary>
public sealed class JaegerArgs : ResourceArgs
{
    /// <summary>Versions and sizes.</summary>
    public required JaegerOptions Options { get; init; }
}
