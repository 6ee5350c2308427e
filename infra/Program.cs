namespace Infra;

/// <summary>The entry point: a Pulumi program under the Pulumi CLI, a command line otherwise.</summary>
internal static class Program
{
    private static int Main() => 0;
}
