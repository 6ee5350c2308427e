namespace Manifests.Reading;

/// <summary>Bounds on what is read, so that no text can exhaust memory or the stack.</summary>
public sealed record ReadLimits
{
    /// <summary>Most bytes of one text. The default is 256 MiB.</summary>
    public int Bytes { get; init; } = 256 * 1024 * 1024;

    /// <summary>Most maps and lists inside each other. The default is 100; Kubernetes' own objects stay below 30.</summary>
    public int Depth { get; init; } = 100;

    /// <summary>Most nodes that the aliases of one text may stand for together. The default is 100,000.</summary>
    public int AliasedNodes { get; init; } = 100_000;
}
