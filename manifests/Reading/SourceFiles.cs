namespace Manifests.Reading;

/// <summary>Finds and opens files; what the file system refuses becomes an error.</summary>
internal static class SourceFiles
{
    private const string Chart = "Chart.yaml";

    private static readonly string[] Kustomizations = ["kustomization.yaml", "kustomization.yml"];

    /// <summary>The files with one of the extensions at or below a path, without those of Helm charts, and the folders of these charts.</summary>
    internal static (IReadOnlyList<string> Files, IReadOnlyList<string> Charts) Below(string path, string[] extensions, List<ReadError> errors)
    {
        if (!Directory.Exists(path))
        {
            return ([path], []);
        }

        try
        {
            string[] all = [.. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
            string[] charts = [.. all.Where(file => Path.GetFileName(file) == Chart).Select(file => Path.GetDirectoryName(file)!)];
            string[] outermost = [.. charts.Where(chart => !charts.Any(other => IsBelow(chart, other)))];
            return (
                [
                    .. all.Where(file => extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
                        .Where(file => !Kustomizations.Contains(Path.GetFileName(file), StringComparer.OrdinalIgnoreCase))
                        .Where(file => !outermost.Any(chart => IsBelow(file, chart))),
                ],
                outermost);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            errors.Add(new ReadError(new Mark(path, 1, 1), $"cannot list the folder: {Reason(exception)}"));
            return ([], []);
        }
    }

    private static bool IsBelow(string path, string folder) => path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    internal static FileStream? TryOpen(string file, List<ReadError> errors)
    {
        try
        {
            return File.OpenRead(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            errors.Add(new ReadError(new Mark(file, 1, 1), $"cannot open the file: {Reason(exception)}"));
            return null;
        }
    }

    /// <summary>Copies at most <paramref name="limit"/> bytes; one more is an error.</summary>
    internal static ReadError? TryCopy(Stream source, MemoryStream target, int limit, string file)
    {
        var buffer = new byte[81920];
        try
        {
            for (var count = source.Read(buffer); count > 0; count = source.Read(buffer))
            {
                if (target.Length + count > limit)
                {
                    return SourceBytes.TooLarge(limit, file);
                }

                target.Write(buffer, 0, count);
            }

            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new ReadError(new Mark(file, 1, 1), $"cannot read: {Reason(exception)}");
        }
    }

    private static string Reason(Exception exception) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException => "it does not exist",
        UnauthorizedAccessException => "access is denied",
        _ => exception.Message.TrimEnd('.'),
    };
}
