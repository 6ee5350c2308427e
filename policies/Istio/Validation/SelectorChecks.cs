namespace Policies.Istio.Validation;

/// <summary>How a policy says what it applies to: <c>selector</c>, <c>targetRef</c> or <c>targetRefs</c>.</summary>
internal static class SelectorChecks
{
    private static readonly (string Group, string Kind)[] Targets =
    [
        ("core", "Service"), ("networking.istio.io", "ServiceEntry"), ("gateway.networking.k8s.io", "Gateway"), ("gateway.networking.k8s.io", "GatewayClass"),
    ];

    /// <summary>Checks all three ways, of which a policy may use one.</summary>
    public static void CheckAttachment(Field spec, Problems problems)
    {
        var used = (spec["selector"].IsPresent ? 1 : 0) + (spec["targetRef"].IsPresent ? 1 : 0) + (spec["targetRefs"].IsFilled ? 1 : 0);
        if (used > 1)
        {
            problems.Error(spec, "only one of selector, targetRef and targetRefs can be set");
        }

        CheckLabels(spec["selector"], "matchLabels", problems);
        CheckTarget(spec["targetRef"], problems);
        foreach (var target in spec["targetRefs"].Items)
        {
            CheckTarget(target, problems);
        }
    }

    /// <summary>Checks the labels by which workloads are selected.</summary>
    /// <param name="selector">The selector, present or not.</param>
    /// <param name="labelsName">The name of the field inside it that has the labels.</param>
    /// <param name="problems">Takes what is found.</param>
    /// <returns>Whether they can be read.</returns>
    public static bool CheckLabels(Field selector, string labelsName, Problems problems)
    {
        var areReadable = true;
        foreach (var (key, value) in selector[labelsName].Entries)
        {
            if (key.Length == 0)
            {
                areReadable = false;
                problems.Error(value, "a label's key is empty");
            }

            if (key.Contains('*', StringComparison.Ordinal) || value.Text.Contains('*', StringComparison.Ordinal))
            {
                areReadable = false;
                problems.Error(value, $"wildcards are not supported in selectors: '{key}: {value.Text}'");
            }
        }

        if (selector.IsPresent && !selector[labelsName].IsFilled)
        {
            problems.Warning(selector, "the selector has no labels, so it selects every workload in scope");
        }

        return areReadable;
    }

    /// <summary>Checks <c>workloadSelector</c>. Where it cannot be read Istio looks no further, and has no warnings to give.</summary>
    public static void CheckWorkloads(Field spec, Problems problems)
    {
        if (!CheckLabels(spec["workloadSelector"], "labels", problems))
        {
            problems.WithoutWarnings();
        }
    }

    private static void CheckTarget(Field target, Problems problems)
    {
        if (!target.IsPresent)
        {
            return;
        }

        if (!target["name"].IsFilled)
        {
            problems.Error(target["name"], "a target needs a name");
        }

        if (target["namespace"].IsFilled)
        {
            problems.Error(target["namespace"], "a target cannot be in another namespace, so none may be given");
        }

        var group = target["group"].IsFilled ? target["group"].Text : "core";
        if (!Targets.Contains((group, target["kind"].Text)))
        {
            problems.Error(
                target,
                $"'{target["group"].Text}/{target["kind"].Text}' cannot be a target; allowed are {string.Join(", ", Targets.Select(allowed => $"{allowed.Group}/{allowed.Kind}"))}");
        }
    }
}
