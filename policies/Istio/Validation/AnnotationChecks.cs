namespace Policies.Istio.Validation;

/// <summary>Annotations that Istio reads or refuses on every kind of its own.</summary>
internal static class AnnotationChecks
{
    private const string DryRun = "istio.io/dry-run";

    /// <summary>Annotations that only Istio itself may set, and the one by which tests of a webhook make it reject.</summary>
    private static readonly string[] Forbidden = ["internal.istio.io/webhook-always-reject", "internal.istio.io/parents", "internal.istio.io/parent-namespace"];

    public static void Check(Field root, Problems problems)
    {
        var annotations = root["metadata"]["annotations"];
        if (!annotations.IsPresent)
        {
            return;
        }

        var dryRun = annotations[DryRun];
        if (dryRun.IsPresent)
        {
            CheckDryRun(root, dryRun, problems);
        }

        foreach (var name in Forbidden.Where(name => annotations[name].IsPresent))
        {
            problems.Error(annotations[name], "the annotation may not be set by users");
        }
    }

    private static void CheckDryRun(Field root, Field dryRun, Problems problems)
    {
        if (root["kind"].Text != "AuthorizationPolicy")
        {
            problems.Error(dryRun, "only an AuthorizationPolicy may have the annotation");
        }
        else if (root["spec"]["action"].Text is not ("" or "ALLOW" or "DENY") and var action)
        {
            problems.Error(dryRun, $"only the actions ALLOW and DENY may be dry-run, not {action}");
        }
        else if (dryRun.Text is not ("1" or "t" or "T" or "TRUE" or "true" or "True" or "0" or "f" or "F" or "FALSE" or "false" or "False"))
        {
            problems.Error(dryRun, $"'{dryRun.Text}' is neither true nor false");
        }
    }
}
