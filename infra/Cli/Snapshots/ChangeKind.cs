namespace Infra.Cli.Snapshots;

/// <summary>What a deployment does with an entry.</summary>
internal enum ChangeKind
{
    /// <summary>It is new.</summary>
    Create,

    /// <summary>Fields of it change.</summary>
    Update,

    /// <summary>It goes.</summary>
    Delete,
}
