using System.Text.Json;
using Manifests.Gatekeeper;

namespace Manifests.Validation;

/// <summary>
/// The schema of Gatekeeper's constraints. Their kinds are made in the cluster, one for each ConstraintTemplate, and have in common what decides when a
/// constraint counts (Gatekeeper v3.23.0, <c>pkg/mutation/match</c> and <c>pkg/apis/constraints</c>); their parameters are the template's own.
/// </summary>
internal static class ConstraintSchema
{
    /// <summary>The group whose snapshot has the definition of <c>match</c>.</summary>
    internal const string MatchGroup = "match.gatekeeper.sh";

    private const string Text =
        """
        {
          "type": "object",
          "properties": {
            "spec": {
              "type": "object",
              "properties": {
                "enforcementAction": { "type": "string", "enum": ["deny", "dryrun", "warn", "scoped"] },
                "match": { "$ref": "#/definitions/DummyCRD.match.embeddedMatch" },
                "parameters": { "type": "object", "x-kubernetes-preserve-unknown-fields": true },
                "scopedEnforcementActions": { "type": "array", "items": { "type": "object", "x-kubernetes-preserve-unknown-fields": true } }
              }
            },
            "status": { "type": "object", "x-kubernetes-preserve-unknown-fields": true }
          }
        }
        """;

    private static readonly JsonElement Json = JsonElement.Parse(Text);

    internal static KindSchema Of(string kind, SchemaSnapshot snapshot) => new(
        Constraint.Group, "v1beta1", kind, IsNamespaced: false, IsServed: true, IsBuiltIn: false, new SchemaLink(snapshot, Json));
}
