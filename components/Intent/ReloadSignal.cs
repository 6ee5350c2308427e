namespace Components.Intent;

/// <summary>How an application is told that its files have changed.</summary>
/// <param name="Signal">The signal.</param>
/// <param name="ProcessIdFile">The file into which it writes its process id; its folder is a volume of the pod.</param>
public sealed record ReloadSignal(ProcessSignal Signal, string ProcessIdFile);
