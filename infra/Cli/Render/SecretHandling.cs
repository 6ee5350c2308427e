namespace Infra.Cli.Render;

/// <summary>What becomes of objects with secret values in a rendered tree.</summary>
internal enum SecretHandling
{
    /// <summary>They are left out and listed.</summary>
    Hold,

    /// <summary>They are sealed for the region's Sealed Secrets controller.</summary>
    Seal,
}
