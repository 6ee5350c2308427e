namespace Trust;

/// <summary>The rules of a SPIFFE ID's path (SPIFFE-ID, section 2.2).</summary>
internal static class SpiffePath
{
    /// <summary>What is wrong with the path (empty, or starting with a slash), or null.</summary>
    internal static string? Problem(string path)
    {
        if (path.Length == 0)
        {
            return null;
        }

        var segments = path[1..].Split('/');
        for (var i = 0; i < segments.Length; i++)
        {
            var problem = SegmentProblem(segments[i], last: i == segments.Length - 1);
            if (problem is not null)
            {
                return problem;
            }
        }

        return null;
    }

    private static string? SegmentProblem(string segment, bool last) => segment switch
    {
        "" when last => "the path ends in a slash",
        "" => "the path has an empty segment",
        "." or ".." => "the path has a dot segment",
        _ => segment.All(IsAllowed) ? null : "a path segment holds only letters, digits, dots, dashes and underscores",
    };

    private static bool IsAllowed(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_';
}
