namespace Infra.Cli.Authorities;

/// <summary>The windows of CAs below one another, on one scale of time, with the instant in question marked in each.</summary>
internal static class TimeLine
{
    private const int Columns = 48;

    /// <summary>One row per CA: its name, and its window as a bar; <c>!</c> in the bar is the renewal, <c>|</c> the instant.</summary>
    public static IReadOnlyList<(AuthorityReport Authority, string Bar)> Of(IReadOnlyList<AuthorityReport> authorities, DateTimeOffset at)
    {
        if (authorities.Count == 0)
        {
            return [];
        }

        var start = authorities.Min(authority => authority.Certificate.NotBefore);
        var span = authorities.Max(authority => authority.Certificate.NotAfter) - start;
        return [.. authorities.Select(authority => (authority, Bar(authority, at, instant => Column(instant - start, span))))];
    }

    private static string Bar(AuthorityReport authority, DateTimeOffset at, Func<DateTimeOffset, int> column)
    {
        var bar = new string(' ', Columns).ToCharArray();
        var (first, last) = (column(authority.Certificate.NotBefore), column(authority.Certificate.NotAfter));
        Array.Fill(bar, '=', first, last - first + 1);
        if (authority.RenewAt is { } renewal)
        {
            bar[column(renewal)] = '!';
        }

        if (column(at) is >= 0 and < Columns and var now)
        {
            bar[now] = '|';
        }

        return new string(bar).TrimEnd();
    }

    private static int Column(TimeSpan since, TimeSpan span) =>
        since < TimeSpan.Zero ? -1 : since == span ? Columns - 1 : (int)(since.Ticks * (decimal)Columns / span.Ticks);
}
