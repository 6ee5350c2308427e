using System.CommandLine;

namespace Infra.Cli;

/// <summary>The environment that a verb works on: <c>prod</c> is the file <c>stacks/Pulumi.prod.yaml</c>.</summary>
internal sealed class StackArgument : Argument<string>
{
    /// <summary>Builds the argument.</summary>
    public StackArgument()
        : base("stack") => Description = "an environment: the <stack> of stacks/Pulumi.<stack>.yaml";
}
