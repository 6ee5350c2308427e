namespace Policies.Istio.Validation;

internal static class AuthorizationPolicyValidation
{
    public static void Check(Field root, Problems problems)
    {
        var spec = root["spec"];
        var action = spec["action"].IsFilled ? spec["action"].Text : "ALLOW";
        SelectorChecks.CheckAttachment(spec, problems);
        CheckAction(spec, action, problems);
        foreach (var rule in spec["rules"].Items)
        {
            CheckRule(rule, action, problems);
        }
    }

    private static void CheckAction(Field spec, string action, Problems problems)
    {
        var rules = spec["rules"];
        if (action is "CUSTOM" or "DENY" && !rules.IsFilled)
        {
            problems.Error(rules, $"{action} without rules is never triggered; write an empty rule {{}} to trigger it for every request");
        }

        if (action == "CUSTOM" && rules.IsFilled && !spec["provider"]["name"].IsFilled)
        {
            problems.Error(spec["provider"], "CUSTOM needs the name of a provider");
        }

        if (action != "CUSTOM" && spec["provider"].IsPresent)
        {
            problems.Error(spec["provider"], $"only CUSTOM can have a provider, not {action}");
        }
    }

    private static void CheckRule(Field rule, string action, Problems problems)
    {
        var (sources, operations) = (rule["from"], rule["to"]);
        RequireItems(sources, problems);
        RequireItems(operations, problems);
        foreach (var from in sources.Items)
        {
            SourceChecks.Check(from["source"], action, problems);
        }

        foreach (var to in operations.Items)
        {
            OperationChecks.Check(to["operation"], problems);
        }

        foreach (var when in rule["when"].Items)
        {
            ConditionChecks.Check(when, action, problems);
        }

        if (action == "DENY" && DeniesAllTcp(rule))
        {
            problems.Warning(
                rule,
                "the rule uses only HTTP attributes, so it denies everything on the TCP ports in its scope; name the ports that it is for");
        }
    }

    private static void RequireItems(Field list, Problems problems)
    {
        if (list.IsEmpty)
        {
            problems.Error(list, "the list must not be empty; leave the field out to match everything");
        }
    }

    /// <summary>Upstream's own test, which looks at <c>from</c> and <c>to</c> only and, there, not at trust domains.</summary>
    private static bool DeniesAllTcp(Field rule)
    {
        var sources = rule["from"].Items.Select(from => from["source"]).Where(source => source.IsPresent).ToList();
        var operations = rule["to"].Items.Select(to => to["operation"]).Where(operation => operation.IsPresent).ToList();
        return operations.Count > 0 ? !operations.Exists(OperationChecks.HasPorts) : sources.Count > 0 && !sources.Exists(SourceChecks.HasTcpAttribute);
    }
}
