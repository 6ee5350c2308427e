using Policies.Symbolic.Classes;

namespace Policies.Symbolic.Authorization;

/// <summary>Collects the conditions of one clause: an intersection.</summary>
internal sealed class ClauseBuilder
{
    private readonly List<KeyValuePair<DimensionKey, IReadOnlyList<Test>>> _tests;
    private string? _unknown;

    /// <summary>A clause without conditions.</summary>
    public ClauseBuilder() => _tests = [];

    private ClauseBuilder(ClauseBuilder other) => (_tests, _unknown, IsImpossible) = ([.. other._tests], other._unknown, other.IsImpossible);

    /// <summary>Whether some condition can hold for no call to the port.</summary>
    public bool IsImpossible { get; private set; }

    /// <summary>Requires a value of some pattern.</summary>
    public void Require(DimensionKey key, bool isNegated, IReadOnlyList<Pattern> any)
    {
        if (any.Count == 0)
        {
            return;
        }

        Require(new(key, [new Test(isNegated, any)]));
    }

    /// <summary>Requires what one dimension is asked for.</summary>
    public void Require(in KeyValuePair<DimensionKey, IReadOnlyList<Test>> condition)
    {
        var at = 0;
        while (at < _tests.Count && _tests[at].Key != condition.Key)
        {
            at++;
        }

        if (at == _tests.Count)
        {
            _tests.Add(condition);
        }
        else
        {
            _tests[at] = new(condition.Key, [.. _tests[at].Value, .. condition.Value]);
        }
    }

    /// <summary>Requires something that is the same for every call to the port.</summary>
    public void RequireConstant(bool holds) => IsImpossible |= !holds;

    /// <summary>Requires something of which nobody can say whether it holds.</summary>
    public void RequireUnknown(string reason) => _unknown ??= reason;

    /// <summary>A builder with the same conditions.</summary>
    public ClauseBuilder Copy() => new(this);

    /// <summary>The clause.</summary>
    /// <param name="further">What dimensions are asked for that nothing is required of yet.</param>
    public RuleClause Build(params ReadOnlySpan<KeyValuePair<DimensionKey, IReadOnlyList<Test>>> further) =>
        new(new ClauseTests([.. _tests, .. further]), _unknown);
}
