namespace Trust.Hierarchy;

/// <summary>CAs that follow one another in a region: those of istiod, those of cert-manager, or those of a signer beside it.</summary>
/// <param name="Use">Whose certificates.</param>
/// <param name="Signer">The word for the signer beside cert-manager (<see cref="BesideAuthority.Signer"/>); null for istiod and cert-manager themselves.</param>
public sealed record SignerLine(IntermediateUse Use, string? Signer = null)
{
    /// <summary>Linkerd's meshes of two regions are not linked; all others meet each other's certificates.</summary>
    public bool CrossesRegions => Signer != BesideAuthority.Linkerd;
}
