using System.Globalization;
using Policies.Symbolic.Classes;

namespace Policies.Symbolic.Networks;

/// <summary>The port of a connection, split by ranges.</summary>
internal sealed class PortDimension : Dimension
{
    private readonly List<int> _witnesses = [];
    private readonly Dictionary<PortRange, AtomSet> _sets;

    /// <summary>A dimension in which the ranges differ.</summary>
    public PortDimension(DimensionKey key, IReadOnlyList<PortRange> ranges)
        : base(key)
    {
        // Ranges only change at their ends, so every combination of them begins at port 1, at a first port or behind a last one.
        var combinations = new HashSet<string>(StringComparer.Ordinal);
        foreach (var port in ranges.SelectMany(range => new[] { range.First, range.Last + 1 }).Prepend(1).Where(port => port is > 0 and <= ushort.MaxValue).Order())
        {
            if (combinations.Add(string.Concat(ranges.Select(range => range.Contains(port) ? '1' : '0'))))
            {
                _witnesses.Add(port);
            }
        }

        _sets = ranges.Distinct().ToDictionary(
            range => range,
            range => AtomSet.Of(Enumerable.Range(0, _witnesses.Count).Where(atom => range.Contains(_witnesses[atom])), _witnesses.Count));
    }

    /// <inheritdoc/>
    public override int Count => _witnesses.Count;

    /// <inheritdoc/>
    public override AtomSet Matching(Pattern pattern) => _sets[(PortRange)pattern];

    /// <inheritdoc/>
    public override string Witness(int atom) => _witnesses[atom].ToString(CultureInfo.InvariantCulture);
}
