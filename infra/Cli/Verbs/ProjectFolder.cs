namespace Infra.Cli.Verbs;

/// <summary>Finds the checkout that the command line works on.</summary>
internal static class ProjectFolder
{
    private const string Marker = "Pulumi.yaml";

    /// <summary>The nearest folder, from the working directory upwards, that has a <c>Pulumi.yaml</c>.</summary>
    /// <exception cref="CliFailure">There is none.</exception>
    public static string Find(CliContext context)
    {
        for (var folder = new DirectoryInfo(context.WorkingDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Marker)))
            {
                return folder.FullName;
            }
        }

        throw CliFailure.Usage([$"there is no {Marker} here or in a folder above"], "run infra inside a checkout of the project");
    }
}
