namespace Infra.Cli.Authorities;

/// <summary>The windows of CAs below one another, on one scale of time, with the instant in question marked in each.</summary>
internal static class TimeLine
{
    private const int Longest = 48;
    private const int Shortest = 8;

    /// <summary>One row per CA: its name, and its window as a bar; <c>!</c> in the bar is the renewal, <c>|</c> the instant.</summary>
    /// <param name="authorities">The CAs.</param>
    /// <param name="at">The instant.</param>
    /// <param name="place">The columns that there are for a bar; null for as many as it takes.</param>
    public static IReadOnlyList<(AuthorityReport Authority, string Bar)> Of(IReadOnlyList<AuthorityReport> authorities, DateTimeOffset at, int? place = null)
    {
        if (authorities.Count == 0)
        {
            return [];
        }

        var start = authorities.Min(authority => authority.Certificate.NotBefore);
        var span = authorities.Max(authority => authority.Certificate.NotAfter) - start;
        var columns = Math.Clamp(place ?? Longest, Shortest, Longest);
        return [.. authorities.Select(authority => (authority, Bar(authority, at, columns, instant => Column(instant - start, span, columns))))];
    }

    private static string Bar(AuthorityReport authority, DateTimeOffset at, int columns, Func<DateTimeOffset, int> column)
    {
        var bar = new string(' ', columns).ToCharArray();
        var (first, last) = (column(authority.Certificate.NotBefore), column(authority.Certificate.NotAfter));
        Array.Fill(bar, '=', first, last - first + 1);
        if (authority.RenewAt is { } renewal)
        {
            bar[column(renewal)] = '!';
        }

        if (column(at) is >= 0 and var now && now < columns)
        {
            bar[now] = '|';
        }

        return new string(bar).TrimEnd();
    }

    private static int Column(TimeSpan since, TimeSpan span, int columns) =>
        since < TimeSpan.Zero ? -1 : since == span ? columns - 1 : (int)(since.Ticks * (decimal)columns / span.Ticks);
}
