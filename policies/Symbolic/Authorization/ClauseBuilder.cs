using Policies.Symbolic.Classes;

namespace Policies.Symbolic.Authorization;

/// <summary>Collects the conditions of one clause: an intersection.</summary>
internal sealed class ClauseBuilder
{
    private readonly Dictionary<DimensionKey, List<Test>> _tests = [];
    private string? _unknown;

    /// <summary>Whether some condition can hold for no call to the port.</summary>
    public bool IsImpossible { get; private set; }

    /// <summary>Requires a value of some pattern.</summary>
    public void Require(DimensionKey key, bool isNegated, IReadOnlyList<Pattern> any)
    {
        if (any.Count == 0)
        {
            return;
        }

        if (!_tests.TryGetValue(key, out var tests))
        {
            _tests.Add(key, tests = []);
        }

        tests.Add(new Test(isNegated, any));
    }

    /// <summary>Requires something that is the same for every call to the port.</summary>
    public void RequireConstant(bool holds) => IsImpossible |= !holds;

    /// <summary>Requires something of which nobody can say whether it holds.</summary>
    public void RequireUnknown(string reason) => _unknown ??= reason;

    /// <summary>A builder with the same conditions.</summary>
    public ClauseBuilder Copy()
    {
        var copy = new ClauseBuilder { IsImpossible = IsImpossible, _unknown = _unknown };
        foreach (var (key, tests) in _tests)
        {
            copy._tests.Add(key, [.. tests]);
        }

        return copy;
    }

    /// <summary>The clause.</summary>
    public RuleClause Build() => new(_tests.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<Test>)pair.Value), _unknown);
}
