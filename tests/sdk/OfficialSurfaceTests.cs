using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Sdk;

/// <summary>The stand-in offers nothing that the official packages do not have, to the name of a parameter and the argument of an attribute.</summary>
public sealed class OfficialSurfaceTests
{
    [Theory]
    [InlineData("Pulumi", typeof(Pulumi.Deployment))]
    [InlineData("Pulumi.Kubernetes", typeof(Pulumi.Kubernetes.Provider))]
    [InlineData("Pulumi.Tls", typeof(Pulumi.Tls.PrivateKey))]
    [InlineData("Pulumi.Random", typeof(Pulumi.Random.RandomPassword))]
    public void StandIn_Surface_IsPartOfTheOfficialOne(string package, Type type)
    {
        var standIn = Members(File.ReadAllText(Repository.File($"tests/sdk/{package}.golden.txt")));

        standIn.ShouldNotBeEmpty();
        standIn.Except(Members(PublicSurface.Of(type.Assembly))).ShouldBeEmpty();
    }

    // Each type's own line, and each member with its type's line before it.
    private static List<string> Members(string surface)
    {
        var members = new List<string>();
        var type = "";
        foreach (var line in surface.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            type = line[0] == ' ' ? type : line;
            members.Add(line[0] == ' ' ? $"{type}: {line.Trim()}" : line);
        }

        return members;
    }
}
