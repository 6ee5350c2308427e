using System.Text.Json.Nodes;
using Manifests;
using Manifests.Admission.V1;
using Manifests.Writing;

namespace Tests.Components.Guards;

/// <summary>
/// What an API server does with ValidatingAdmissionPolicies (Kubernetes, "Validating Admission Policy"), and Gatekeeper with constraints whose templates are in
/// CEL (Gatekeeper v3.23.0, <c>pkg/drivers/k8scel</c>, <c>pkg/mutation/match</c>): which of them look at an object, and what their expressions say. The
/// expressions are evaluated by an implementation of CEL that is not ours. An expression that cannot be evaluated refuses, since every policy fails closed.
/// </summary>
internal sealed class AdmissionServer(IEnumerable<KubernetesObject> policies)
{
    private readonly AdmissionRules[] _policies = [.. Bound([.. policies]).Select(AdmissionRules.Of), .. AdmissionRules.OfConstraints([.. policies])];

    /// <summary>The messages of what is refused, for each of the requests.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Review(params IReadOnlyList<AdmissionRequest> requests)
    {
        var questions = new List<Question>();
        foreach (var (index, request) in requests.Index())
        {
            foreach (var policy in _policies.Where(policy => policy.LooksAt(request)))
            {
                questions.Add(new(index, policy, [.. policy.Conditions], null, null));
                questions.AddRange(policy.Rules.Select(rule => new Question(index, policy, [rule.Key], rule.Value, null)));
            }
        }

        var answers = Evaluate([.. questions.SelectMany(question => question.Expressions.Select(expression => (expression, requests[question.Request])))]);
        var next = 0;
        foreach (var question in questions)
        {
            question.Answers = [.. question.Expressions.Select(_ => answers[next++])];
        }

        return
        [
            .. requests.Index().Select(request => (IReadOnlyList<string>)
            [
                .. questions
                    .Where(question => question.Request == request.Index)
                    .GroupBy(question => question.Policy)
                    .Where(group => group.Single(question => question.Message is null).Answers!.All(answer => answer.Holds))
                    .SelectMany(group => group.Where(question => question.Message is not null && !question.Answers!.Single().Holds))
                    .Select(question => question.Answers!.Single().Error is { } error ? $"{question.Message} ({error})" : question.Message!),
            ]),
        ];
    }

    /// <summary>Policies without a binding that denies do nothing.</summary>
    private static ValidatingAdmissionPolicy[] Bound(KubernetesObject[] policies)
    {
        var bound = policies.OfType<ValidatingAdmissionPolicyBinding>()
            .Where(binding => binding.Spec!.ValidationActions!.Contains("Deny"))
            .Select(binding => binding.Spec!.PolicyName)
            .ToHashSet();
        return [.. policies.OfType<ValidatingAdmissionPolicy>().Where(policy => bound.Contains(policy.Metadata.Name!))];
    }

    private static IReadOnlyList<CelEvaluator.Answer> Evaluate(IReadOnlyList<(string Expression, AdmissionRequest Request)> questions) =>
        CelEvaluator.Evaluate([.. questions.Select(question => new JsonObject
        {
            ["expression"] = question.Expression,
            [question.Request.Operation == "DELETE" ? "oldObject" : "object"] = JsonNode.Parse(ManifestWriter.WriteJson(question.Request.Object)),
            [question.Request.Operation == "DELETE" ? "object" : "oldObject"] = null,
            ["request"] = new JsonObject
            {
                ["namespace"] = question.Request.Namespace,
                ["name"] = question.Request.Name,
                ["operation"] = question.Request.Operation,
                ["userInfo"] = new JsonObject { ["username"] = question.Request.User },
            },
        })]);

    private sealed record Question(int Request, AdmissionRules Policy, string[] Expressions, string? Message, CelEvaluator.Answer[]? Answered)
    {
        public CelEvaluator.Answer[]? Answers { get; set; } = Answered;
    }
}
