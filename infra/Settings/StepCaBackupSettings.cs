namespace Infra.Settings;

/// <summary>The daily copy of step-ca's database.</summary>
internal sealed record StepCaBackupSettings
{
    [Setting("The PersistentVolumeClaim in the namespace step-ca that takes the copies; it is not made here", Form = TextForm.Name)]
    public required string Claim { get; init; }

    [Setting("The copies that are kept", Default = "7", Minimum = "1", Maximum = "366")]
    public int Keep { get; init; } = 7;
}
