using Shouldly;
using Xunit;

namespace Tests.Infra.Planning;

/// <summary>Revisions that no cluster could run are refused at their settings.</summary>
public sealed class RevisionSettingsTests
{
    [Theory]
    [InlineData("tags: [default]", "tags: [old]", "mtls:platform.revisions: no revision has the tag default")]
    [InlineData("tags: [trial]", "tags: [trial, default]", "mtls:platform.revisions.1-30-3.tags[1]: default is a tag of 1-29-6 already")]
    [InlineData("tags: [trial]", "tags: [trial, 1-29-6]", "mtls:platform.revisions.1-30-3.tags[1]: 1-29-6 is the name of a revision")]
    [InlineData("revision: trial", "revision: trail", "mtls:namespaces.notes.revision: there is no revision or tag trail; allowed: 1-29-6, 1-30-3, default, trial; did you mean trial?")]
    [InlineData("revision: trial", "revision: trial, sidecars: false", "mtls:namespaces.notes.revision: without sidecars")]
    [InlineData("version: 1.29.6", "version: 1.28.9", "mtls:platform.revisions.1-29-6.version: 1.28.9 is more than one minor version behind")]
    [InlineData("version: 1.30.3", "version: 1.31.0", "mtls:platform.revisions.1-30-3.version: 1.31.0 is newer than the CRDs of mtls:platform.istio, 1.30.3")]
    [InlineData("      cluster: canary\n", "      cluster: canary\n      dataPlane: ambient\n", "mtls:platform.revisions: region main is ambient")]
    public void Revisions_ThatDoNotFitTogether_AreRefused(string old, string @new, string message)
    {
        var reading = StackText.Read(StackText.Replace(StackText.Of("canary"), old, @new));

        reading.Intent.ShouldBeNull();
        reading.Errors.Select(error => error.ToString()).ShouldContain(error => error.Contains(message));
    }
}
