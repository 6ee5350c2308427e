namespace Tests.Infra.Targets;

/// <summary>What a target lets through against the intent.</summary>
internal static class TooMuch
{
    /// <summary>The calls, each with the reason for which it gets through.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(Demand demand, IRunningTarget target)
    {
        var found = new List<string>();
        foreach (var call in demand.Calls().Where(call => !demand.Allows(call)))
        {
            if (await target.AskAsync(call) is { AllowedSomehow: true } answer)
            {
                found.Add($"{call}: {answer.Reason}");
            }
        }

        return found;
    }
}
