namespace Components.Platform;

/// <summary>One control plane of several, as Istio's upgrade by revisions runs them side by side.</summary>
/// <param name="Name">The revision, such as <c>1-31-0</c>; it ends the names of its objects.</param>
/// <param name="Version">The version of its chart.</param>
/// <param name="Tags">The tags that namespaces choose it by. <c>default</c> is what namespaces with no choice of their own have.</param>
public sealed record IstioRevision(string Name, string Version, IReadOnlyList<string> Tags)
{
    /// <summary>The tag of namespaces that choose none.</summary>
    public const string DefaultTag = "default";

    /// <summary>Whether it is the one for namespaces that choose none.</summary>
    public bool IsDefault => Tags.Contains(DefaultTag);
}
