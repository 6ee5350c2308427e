namespace Tests.Infra.Targets;

/// <summary>A target that stands before the server of a demand and answers calls.</summary>
internal interface IRunningTarget : IDisposable
{
    /// <summary>What becomes of a call; null where the target cannot be asked it.</summary>
    Task<Answer?> AskAsync(WitnessCall call);
}
