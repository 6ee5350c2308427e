using System.Globalization;
using Policies.Network;

namespace Policies.Evaluation.Authorization;

/// <summary>Conditions on a connection. A value that does not parse gives null.</summary>
internal static class ConnectionMatchers
{
    internal static Matcher Identity(Func<string, bool> isIt) =>
        new ConnectionMatcher(connection => connection.Identity is { } identity && isIt(identity) ? Truth.Yes : Truth.No);

    internal static Matcher? Source(string value) => Address(value, connection => connection.Source);

    internal static Matcher? Remote(string value) => Address(value, connection => connection.Remote);

    internal static Matcher? Destination(string value) => Address(value, connection => connection.Destination);

    internal static Matcher? Port(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535
            ? new ConnectionMatcher(connection => connection.Port == port ? Truth.Yes : Truth.No)
            : null;

    internal static Matcher ServerName(string value)
    {
        var pattern = new TextPattern(value);
        return new ConnectionMatcher(connection => pattern.Matches(connection.ServerName) ? Truth.Yes : Truth.No);
    }

    private static ConnectionMatcher? Address(string value, Func<Connection, AddressRange?> address) =>
        AddressRange.TryParse(value, out var block)
            ? new ConnectionMatcher(connection => address(connection) is not { } known ? Truth.Unknown : block.Contains(known) ? Truth.Yes : Truth.No)
            : null;
}
