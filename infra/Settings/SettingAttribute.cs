namespace Infra.Settings;

/// <summary>
/// What is to be known about one setting besides its name and type. The binder, the JSON schema and the documentation all read it, so a
/// setting is described once.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SettingAttribute(string description) : Attribute
{
    /// <summary>What the setting means, in one sentence without a full stop.</summary>
    public string Description { get; } = description;

    /// <summary>What holds where the setting is left out, in words; null where it is required or where nothing happens.</summary>
    public string? Default { get; init; }

    /// <summary>A value as one would write it in the stack file.</summary>
    public string? Example { get; init; }

    /// <summary>The form of the text, of each text of a list, or of each text value of a map.</summary>
    public TextForm Form { get; init; }

    /// <summary>The form of a map's keys.</summary>
    public TextForm Keys { get; init; }

    /// <summary>The smallest number or duration; null where the type has no lower bound.</summary>
    public string? Minimum { get; init; }

    /// <summary>The largest number or duration; null where the type has no upper bound.</summary>
    public string? Maximum { get; init; }

    /// <summary>Whether a list of one may be written as that one.</summary>
    public bool OneOrMany { get; init; }

    /// <summary>How many entries a list or map needs at least.</summary>
    public int AtLeast { get; init; }
}
