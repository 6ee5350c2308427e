using Manifests;
using Manifests.Writing;
using Shouldly;

namespace Tests.ManifestTests;

/// <summary>Compares nodes as nodes: Shouldly would compare them as sequences, marks and key order included.</summary>
internal static class NodeAssertions
{
    public static void ShouldEqual(this Node? actual, Node expected) =>
        expected.Equals(actual).ShouldBeTrue($"expected {ManifestWriter.WriteJson(expected)}but was {(actual is null ? "nothing" : ManifestWriter.WriteJson(actual))}");
}
