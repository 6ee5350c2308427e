using System.Runtime.CompilerServices;

namespace Components.Intent;

/// <summary>
/// What a pure function makes of an intent, kept as long as the intent: the plan, the gate and the components all ask for the same objects, of
/// which a large region has thousands.
/// </summary>
/// <param name="make">The function; the same intent gives the same result, so that it does not matter which of two at the same time is kept.</param>
internal sealed class PerIntent<T>(Func<RegionIntent, T> make)
    where T : class
{
    // By reference: an intent that is changed by `with` is another.
    private readonly ConditionalWeakTable<RegionIntent, T> _made = [];

    /// <summary>The result for an intent.</summary>
    public T Of(RegionIntent intent) => _made.GetOrAdd(intent, make);
}
