namespace Policies.Istio.Validation;

internal static class DestinationRuleValidation
{
    public static void Check(Field root, Problems problems)
    {
        var spec = root["spec"];
        var @namespace = root["metadata"]["namespace"].Text;
        problems.ErrorIf(spec["host"], Hosts.WildcardFault(spec["host"].Text));
        TrafficPolicyChecks.Check(spec["trafficPolicy"], @namespace, problems);
        CheckSubsets(spec["subsets"], @namespace, problems);
        ExportToChecks.Check(root, false, spec["workloadSelector"].IsPresent, problems);
        SelectorChecks.CheckLabels(spec["workloadSelector"], "matchLabels", problems);
    }

    private static void CheckSubsets(Field subsets, string @namespace, Problems problems)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var subset in subsets.Items)
        {
            var name = subset["name"];
            if (!names.Add(name.Text))
            {
                problems.Error(name, $"there is a subset '{name.Text}' already");
            }

            if (!Hosts.IsLabel(name.Text))
            {
                problems.Error(name, $"'{name.Text}' is not a subset's name: a DNS label is");
            }

            CommonChecks.Labels(subset["labels"], problems);
            TrafficPolicyChecks.Check(subset["trafficPolicy"], @namespace, problems);
        }
    }
}
