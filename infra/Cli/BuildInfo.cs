using System.Reflection;
using System.Text.Json.Serialization;

namespace Infra.Cli;

/// <summary>Which build of the program this is.</summary>
/// <param name="Version">The program's version.</param>
/// <param name="PulumiSdk">The Pulumi packages that are built in: <c>official</c>, or <c>standin</c>, which runs programs in process only.</param>
/// <param name="DotNet">The version of the .NET runtime.</param>
internal sealed record BuildInfo(string Version, string PulumiSdk, string DotNet)
{
    /// <summary>Reads what the build wrote into the assembly.</summary>
    public static BuildInfo OfProgram()
    {
        var program = typeof(BuildInfo).Assembly;
        var metadata = program.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == nameof(PulumiSdk));
        return new BuildInfo(program.GetName().Version!.ToString(3), metadata.Value!, Environment.Version.ToString());
    }
}

/// <summary>Reads and writes <see cref="BuildInfo"/> without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BuildInfo))]
internal sealed partial class BuildInfoJson : JsonSerializerContext;
