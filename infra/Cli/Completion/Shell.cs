namespace Infra.Cli.Completion;

/// <summary>The shells that <c>completion</c> writes scripts for.</summary>
internal enum Shell
{
    /// <summary>GNU Bash 4 or newer.</summary>
    Bash,

    /// <summary>Zsh with compinit.</summary>
    Zsh,

    /// <summary>Fish 3 or newer.</summary>
    Fish,

    /// <summary>PowerShell 7.</summary>
    Pwsh,
}
