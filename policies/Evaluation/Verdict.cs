namespace Policies.Evaluation;

/// <summary>What becomes of a call.</summary>
public sealed class Verdict
{
    private readonly IReadOnlyList<LayerAnswer> _before;
    private readonly LayerAnswer _last;

    internal Verdict(Transport transport, IReadOnlyList<LayerAnswer> before, LayerAnswer last)
        : this(transport, before, Undecided(before), last)
    {
    }

    /// <param name="transport">What the call travels over where a connection comes about.</param>
    /// <param name="before">The answers before the last one.</param>
    /// <param name="undecided">The first of those that denies, else the first that is open; null where all let the call pass.</param>
    /// <param name="last">The last answer.</param>
    internal Verdict(Transport transport, IReadOnlyList<LayerAnswer> before, LayerAnswer? undecided, LayerAnswer last)
    {
        _before = before;
        _last = last;
        Decisive = undecided is { Allow: false } || (undecided is not null && last.Allow != false) ? undecided : last;
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

    /// <summary>The first answer that denies, else the first that is open; null where all let the call pass.</summary>
    internal static LayerAnswer? Undecided(IReadOnlyList<LayerAnswer> answers) =>
        answers.FirstOrDefault(answer => answer.Allow == false) ?? answers.FirstOrDefault(answer => answer.Allow is null);
}
