using Manifests.Istio.Security.V1;
using Policies.Model;

namespace Policies.Rules.Authentication;

/// <summary>A mesh whose default takes plaintext: it has no policy of its own, or one that says PERMISSIVE.</summary>
internal sealed class MeshNotStrict : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS201",
        Level = FindingLevel.Warning,
        Title = "mesh without a STRICT default",
        Remedy = "add a PeerAuthentication with mode STRICT and no selector to the root namespace",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<PeerAuthentication>(), Input.Workloads, Input.Mesh];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        if (view.Modes.OfMesh?.Object.Spec?.Mtls?.Mode is null or PeerAuthenticationMode.Unset && view.Installations is [{ } mesh, ..]
            && view.Workloads.All.Any(workload => workload.DataPlane is DataPlane.Sidecar or DataPlane.Ambient))
        {
            var why = view.Modes.OfMesh is { } own
                ? $"PeerAuthentication {own.Namespace}/{own.Name} states no mode"
                : $"no PeerAuthentication covers the mesh (none in {view.Mesh.RootNamespace} without a selector)";
            yield return Find(mesh.Subject, mesh.Node, "", $"{why}, so its default is PERMISSIVE");
        }
    }
}
