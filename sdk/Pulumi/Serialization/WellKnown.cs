namespace Pulumi.Serialization;

/// <summary>Names that the engine's protocol fixes.</summary>
internal static class WellKnown
{
    /// <summary>The string that stands for a value that is not known yet.</summary>
    public const string Unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    /// <summary>The property that holds a resource's id.</summary>
    public const string Id = "id";

    /// <summary>The property that holds a resource's URN.</summary>
    public const string Urn = "urn";

    /// <summary>The type token of a stack.</summary>
    public const string StackType = "pulumi:pulumi:Stack";
}
