namespace Infra.Cli;

/// <summary>What a verb gets from outside besides its arguments.</summary>
internal sealed record CliContext
{
    /// <summary>Where results and talk go.</summary>
    public required CliConsole Console { get; init; }

    /// <summary>The folder that relative paths start from, and from which the project (its <c>Pulumi.yaml</c>) is searched upwards.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>The clock: exceptions expire by it, certificates are never dated by it.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>Whether the result is coloured: what <c>--color</c> came to.</summary>
    public bool Color { get; init; }

    /// <summary>A path of the command line, made absolute.</summary>
    public string Resolve(string path) => Path.GetFullPath(path, WorkingDirectory);

    /// <summary>
    /// A path of the command line as reports name it: from the working directory on where it lies below, so that other machines know the file too.
    /// </summary>
    public string Name(string path)
    {
        var relative = Path.IsPathRooted(path) ? Path.GetRelativePath(WorkingDirectory, path) : path;
        return relative.StartsWith("..", StringComparison.Ordinal) || relative == "." ? path : relative;
    }
}
