namespace Pulumi.Testing;

/// <summary>Where a test's deployment believes itself to be.</summary>
public class TestOptions
{
    /// <summary>The project. The default is <c>project</c>.</summary>
    public string? ProjectName { get; set; }

    /// <summary>The folder of the project. The default is none: asking for it fails.</summary>
    public string? RootDirectory { get; set; }

    /// <summary>The stack. The default is <c>stack</c>.</summary>
    public string? StackName { get; set; }

    /// <summary>Whether this is a preview, where outputs that the mocks do not give are unknown. The default is true.</summary>
    public bool? IsPreview { get; set; }

    /// <summary>The organization. The default is <c>organization</c>.</summary>
    public string? OrganizationName { get; set; }
}
