using Components.Intent;

namespace Infra.Settings;

/// <summary>How an application is told that its files have changed.</summary>
internal sealed record ReloadSettings
{
    [Setting("The signal that it is sent", Default = "HUP")]
    public ProcessSignal Signal { get; init; } = ProcessSignal.Hup;

    [Setting("The file into which it writes its process id, in a folder of its own", Form = TextForm.FilePath, Example = "/var/run/app/app.pid")]
    public required string ProcessIdFile { get; init; }
}
