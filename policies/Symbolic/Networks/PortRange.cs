using System.Globalization;
using Policies.Symbolic.Classes;

namespace Policies.Symbolic.Networks;

/// <summary>A range of ports.</summary>
internal sealed record PortRange : Pattern
{
    /// <summary>A range, both ends included.</summary>
    public PortRange(int first, int last)
        : base(string.Create(CultureInfo.InvariantCulture, $"{first}-{last}"))
    {
        First = first;
        Last = last;
    }

    /// <summary>The first port.</summary>
    public int First { get; }

    /// <summary>The last port.</summary>
    public int Last { get; }

    /// <summary>Whether the port is in the range.</summary>
    public bool Contains(int port) => port >= First && port <= Last;

    /// <inheritdoc/>
    protected override string Words => First == Last ? First.ToString(CultureInfo.InvariantCulture) : Key;
}
