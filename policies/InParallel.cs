namespace Policies;

/// <summary>Works on things that do not need each other on as many threads as there are processors.</summary>
public static class InParallel
{
    /// <summary>The results, in the order of the items.</summary>
    /// <param name="items">The items.</param>
    /// <param name="work">What is done with each; what it throws for the first of them is thrown.</param>
    public static IReadOnlyList<TResult> Map<T, TResult>(IReadOnlyList<T> items, Func<T, TResult> work)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(work);
        if (items.Count == 0)
        {
            return [];
        }

        // The first on this thread, which would only wait otherwise; it also takes over those that no other thread has begun by then.
        var others = items.Skip(1).Select(item => Task.Run(() => work(item))).ToList();
        var first = work(items[0]);
        return [first, .. others.Select(task => task.GetAwaiter().GetResult())];
    }
}
