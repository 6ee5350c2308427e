namespace Trust.Bundles;

/// <summary>What follows from a <see cref="RootState"/>.</summary>
public static class RootStates
{
    /// <summary>Whether roots in this state are in the bundles.</summary>
    public static bool IsTrusted(this RootState state) => state is not RootState.Gone;

    /// <summary>Whether certificates below a root in this state may be in use.</summary>
    public static bool MayHaveSigned(this RootState state) => state is RootState.Active or RootState.Retiring;
}
