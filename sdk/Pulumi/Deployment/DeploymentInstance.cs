namespace Pulumi;

/// <summary>The running deployment as a program sees it.</summary>
public sealed class DeploymentInstance
{
    internal DeploymentInstance(Deployment deployment) => Deployment = deployment;

    /// <summary>The stack.</summary>
    public string StackName => Deployment.Options.StackName ?? "stack";

    /// <summary>The project.</summary>
    public string ProjectName => Deployment.Options.ProjectName ?? "project";

    /// <summary>The organization.</summary>
    public string OrganizationName => Deployment.Options.OrganizationName ?? "organization";

    /// <summary>The folder of the project.</summary>
    /// <exception cref="InvalidOperationException">It is not known.</exception>
    public string RootDirectory => Deployment.Options.RootDirectory
        ?? throw new InvalidOperationException("the root directory is not known; set TestOptions.RootDirectory");

    /// <summary>Whether this is a preview.</summary>
    public bool IsDryRun => Deployment.Options.IsPreview ?? true;

    internal Deployment Deployment { get; }
}
