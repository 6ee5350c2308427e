namespace Pulumi;

/// <summary>Options of a stack.</summary>
public class StackOptions
{
    /// <summary>Functions that may change arguments and options of every resource in the stack. The default is none.</summary>
    public List<ResourceTransformation> ResourceTransformations { get => field ??= []; set; }
}
