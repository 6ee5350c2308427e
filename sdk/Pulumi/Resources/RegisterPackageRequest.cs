namespace Pulumi;

/// <summary>A package that a resource asks the engine to register before itself. Named in constructors only: no engine is here, and nothing makes one.</summary>
public sealed class RegisterPackageRequest
{
    private RegisterPackageRequest()
    {
    }

    internal static void Refuse(RegisterPackageRequest? request)
    {
        if (request is not null)
        {
            throw new NotSupportedException("a package can be registered only by Pulumi's own packages: build with -p:PulumiSdk=official");
        }
    }
}
