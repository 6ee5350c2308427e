namespace Policies.Evaluation;

/// <summary>What becomes of a call.</summary>
public sealed class Verdict
{
    private readonly IReadOnlyList<LayerAnswer> _before;
    private readonly LayerAnswer _last;

    internal Verdict(Transport transport, IReadOnlyList<LayerAnswer> before, LayerAnswer last)
    {
        _before = before;
        _last = last;
        Decisive = Decider(before, last);
        Transport = Decisive is { Allow: false, Layer: not Layer.Authorization } ? Transport.None : transport;
    }

    /// <summary>Whether the call is answered by the application; null where that cannot be told, which is never taken for safe.</summary>
    public bool? Allow => Decisive.Allow;

    /// <summary>What it travels over; nothing where no connection comes about.</summary>
    public Transport Transport { get; }

    /// <summary>The layer that denies; null where none does.</summary>
    public Layer? DeniedBy => Decisive.Allow == false ? Decisive.Layer : null;

    /// <summary>What decided.</summary>
    public string DecidedBy => Decisive.DecidedBy;

    /// <summary>Why, in one sentence without a full stop.</summary>
    public string Reason => Decisive.Reason;

    /// <summary>The answer that decides: the first that denies, else the first that is open, else the last.</summary>
    public LayerAnswer Decisive { get; }

    /// <summary>What every layer says, in order, up to the one that denies.</summary>
    public IReadOnlyList<LayerAnswer> Layers => [.. _before, _last];

    /// <summary>The same with one more answer in front.</summary>
    internal Verdict Before(LayerAnswer answer) => new(Transport, [answer, .. _before], _last);

    private static LayerAnswer Decider(IReadOnlyList<LayerAnswer> before, LayerAnswer last)
    {
        LayerAnswer? open = null;
        for (var index = 0; index < before.Count; index++)
        {
            if (before[index].Allow == false)
            {
                return before[index];
            }

            open ??= before[index].Allow is null ? before[index] : null;
        }

        return last.Allow == false ? last : open ?? last;
    }
}
