using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Sdk;

/// <summary>What the stand-in offers is written down, so that a review sees it grow.</summary>
public sealed class PublicSurfaceTests
{
    [Theory]
    [InlineData("Pulumi", typeof(Pulumi.Deployment))]
    [InlineData("Pulumi.Kubernetes", typeof(Pulumi.Kubernetes.Provider))]
    [InlineData("Pulumi.Tls", typeof(Pulumi.Tls.PrivateKey))]
    [InlineData("Pulumi.Random", typeof(Pulumi.Random.RandomPassword))]
    public void Package_Surface_IsTheReviewedOne(string package, Type type)
    {
        type.Assembly.GetName().Name.ShouldBe(package);

        Golden.Matches(PublicSurface.Of(type.Assembly), $"sdk/{package}.golden.txt");
    }
}
