namespace Components.Platform;

/// <summary>The daily copy of step-ca's database.</summary>
/// <param name="Claim">
/// The PersistentVolumeClaim in the namespace of step-ca that takes the copies. It is not made here: what goes with the stack is no backup.
/// </param>
/// <param name="Keep">The copies that are kept.</param>
public sealed record StepCaBackup(string Claim, int Keep);
