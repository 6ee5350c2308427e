using Manifests;
using Manifests.Admission.V1;
using Manifests.Gatekeeper;
using Manifests.Gatekeeper.Templates.V1;
using Shouldly;

namespace Tests.Components.Guards;

/// <summary>A policy as an engine puts it in force: the requests that it is asked about, and what must hold of them.</summary>
/// <param name="LooksAt">Whether it is asked about a request.</param>
/// <param name="Conditions">What must hold for the rules to count.</param>
/// <param name="Rules">The rules, each with what is said where it does not hold.</param>
internal sealed record AdmissionRules(
    Func<AdmissionRequest, bool> LooksAt, IReadOnlyList<string> Conditions, IReadOnlyList<KeyValuePair<string, string>> Rules)
{
    public static AdmissionRules Of(ValidatingAdmissionPolicy policy) => new(
        request => LooksAtRequest(policy, request),
        [.. policy.Spec!.MatchConditions?.Select(condition => condition.Expression) ?? []],
        [.. (policy.Spec.Validations ?? []).Select(rule => KeyValuePair.Create(rule.Expression, rule.Message!))]);

    /// <summary>Constraints are in force with the template of their kind; Gatekeeper's webhook is asked about every operation.</summary>
    public static IEnumerable<AdmissionRules> OfConstraints(IReadOnlyList<KubernetesObject> objects)
    {
        var templates = objects.OfType<ConstraintTemplate>().ToDictionary(template => template.Spec!.Crd!.Spec!.Names!.Kind!);
        foreach (var constraint in objects.OfType<Constraint>().Where(constraint => constraint.Spec!.EnforcementAction == "deny"))
        {
            var template = templates[constraint.Kind];
            template.Metadata.Name.ShouldBe(constraint.Kind.ToLowerInvariant());
            var target = template.Spec!.Targets.ShouldNotBeNull().ShouldHaveSingleItem();
            target.Target.ShouldBe("admission.k8s.gatekeeper.sh");
            var code = target.Code.ShouldNotBeNull().ShouldHaveSingleItem();
            code.Engine.ShouldBe("K8sNativeValidation");
            var source = code.Source.ShouldBeOfType<MapNode>();
            source["failurePolicy"].ShouldBeOfType<ScalarNode>().AsString.ShouldBe("Fail");
            yield return new AdmissionRules(
                request => constraint.Spec!.Match!.Kinds!.Any(kinds => kinds.ApiGroups!.Contains(request.Group) && kinds.Kinds!.Contains(request.Kind))
                    && constraint.Spec.Match.Namespaces?.Contains(request.Kind == "Namespace" ? request.Name : request.Namespace) != false,
                [],
                [.. source["validations"].ShouldBeOfType<ListNode>().Select(rule => KeyValuePair.Create(Text(rule, "expression"), Text(rule, "message")))]);
        }
    }

    private static string Text(Node rule, string key) => ((ScalarNode)((MapNode)rule)[key]!).AsString!;

    private static bool LooksAtRequest(ValidatingAdmissionPolicy policy, AdmissionRequest request)
    {
        var match = policy.Spec!.MatchConstraints!;
        var selected = match.NamespaceSelector?.MatchExpressions?.Single();
        (selected is null or { Key: "kubernetes.io/metadata.name", Operator: "In" }).ShouldBeTrue("this stands for an API server in as far as policies here ask for");
        return (selected is null || selected.Values!.Contains(request.Kind == "Namespace" ? request.Name : request.Namespace))
            && match.ResourceRules!.Any(rule =>
                rule.ApiGroups!.Contains(request.Group)
                && rule.Resources!.Contains(request.Resource)
                && rule.Operations!.Contains(request.Operation));
    }
}
