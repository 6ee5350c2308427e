namespace Policies.Istio.Validation;

/// <summary><c>exportTo</c>: to which namespaces an object is visible.</summary>
internal static class ExportToChecks
{
    /// <param name="root">The object.</param>
    /// <param name="mayHide">Whether <c>~</c>, visible to nobody, is allowed: on a ServiceEntry only.</param>
    /// <param name="selectsClients">Whether it is a DestinationRule with a workload selector, which stays in its namespace.</param>
    /// <param name="problems">Takes what is found.</param>
    public static void Check(Field root, bool mayHide, bool selectsClients, Problems problems)
    {
        var exportTo = root["spec"]["exportTo"];
        var own = root["metadata"]["namespace"].Text;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in exportTo.Items)
        {
            var target = item.Text == "." ? own : item.Text;
            if (Fault(item.Text, mayHide) is { } fault)
            {
                problems.Error(item, fault);
            }
            else if (!seen.Add(target))
            {
                problems.Error(item, item.Text == "." ? $"'.' is the namespace {own}, which is listed already" : $"'{item.Text}' is listed twice");
            }
        }

        if (seen.Count > 1 && (seen.Contains("*") || seen.Contains("~")))
        {
            problems.Error(exportTo, "'*' (everybody) and '~' (nobody) stand alone");
        }

        if (selectsClients && seen.Count > 0 && (seen.Count > 1 || !seen.Contains(own)))
        {
            problems.Error(exportTo, "a rule with a workload selector can be exported to its own namespace only");
        }
    }

    private static string? Fault(string target, bool mayHide) => target switch
    {
        "." or "*" => null,
        "~" => mayHide ? null : "'~' (nobody) is for ServiceEntries only",
        _ => Hosts.IsLabel(target) ? null : $"'{target}' is neither '.', '*' nor a namespace",
    };
}
