namespace Pulumi;

/// <summary>How long the operations on a resource may take; null leaves it to the provider.</summary>
public sealed class CustomTimeouts
{
    /// <summary>The limit of a creation.</summary>
    public TimeSpan? Create { get; set; }

    /// <summary>The limit of an update.</summary>
    public TimeSpan? Update { get; set; }

    /// <summary>The limit of a deletion.</summary>
    public TimeSpan? Delete { get; set; }

    internal CustomTimeouts Clone() => new() { Create = Create, Update = Update, Delete = Delete };
}
