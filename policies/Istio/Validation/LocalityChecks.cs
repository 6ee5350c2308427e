namespace Policies.Istio.Validation;

/// <summary>Where traffic goes by region and zone.</summary>
internal static class LocalityChecks
{
    private static readonly string[] TopologyLabels = ["topology.kubernetes.io/region", "topology.kubernetes.io/zone", "topology.istio.io/subzone"];

    public static void Check(Field setting, bool hasOutlierDetection, Problems problems)
    {
        var (distribute, failover, priority) = (setting["distribute"], setting["failover"], setting["failoverPriority"]);
        if (distribute.IsFilled && failover.IsFilled)
        {
            problems.Error(setting, "distribute and failover cannot be set together");
            return;
        }

        if (failover.IsFilled && priority.Texts.FirstOrDefault(TopologyLabels.Contains) is { } label)
        {
            problems.Error(priority, $"failover cannot be set together with the topology label {label}");
            return;
        }

        foreach (var item in distribute.Items)
        {
            CheckWeights(item["to"], problems);
            CheckOverlap(item["to"], item["to"].Entries.Select(entry => entry.Key), problems);
        }

        CheckOverlap(distribute, distribute.Items.Select(item => item["from"].Text), problems);
        if ((failover.IsFilled || priority.IsFilled) && !hasOutlierDetection)
        {
            problems.Warning(setting, "failover needs outlier detection, without which no endpoint counts as failed");
        }

        foreach (var item in failover.Items)
        {
            CheckFailover(item, problems);
        }
    }

    private static void CheckWeights(Field to, Problems problems)
    {
        var weights = to.Entries.Select(entry => entry.Value.Number).ToList();
        if (weights.Exists(weight => weight is <= 0 or > 100))
        {
            problems.Error(to, "a locality's weight must be in 1..100");
        }
        else if (weights.Sum() != 100)
        {
            problems.Error(to, $"the weights add up to {weights.Sum()}, not to 100");
        }
    }

    private static void CheckFailover(Field item, Problems problems)
    {
        var (from, to) = (item["from"].Text, item["to"].Text);
        if (from == to)
        {
            problems.Error(item, "failover must lead to another region");
        }

        if ((from + to).AsSpan().ContainsAny('/', '*'))
        {
            problems.Error(item, "failover names regions only, without zones and wildcards");
        }
    }

    private static void CheckOverlap(Field at, IEnumerable<string> localities, Problems problems)
    {
        var seen = new List<string[]>();
        foreach (var locality in localities)
        {
            var parts = locality.Split('/', 3);
            var star = locality.IndexOf('*', StringComparison.Ordinal);
            if (star >= 0 && star != locality.Length - 1)
            {
                problems.Error(at, $"'{locality}' has a wildcard that is not its last character");
            }
            else if (Array.Exists(parts, part => part.Length == 0))
            {
                problems.Error(at, $"'{locality}' has an empty region, zone or subzone");
            }
            else if (seen.Exists(other => Overlap(other, parts)))
            {
                problems.Error(at, $"'{locality}' overlaps with one before it");
            }

            seen.Add(parts);
        }
    }

    private static bool Overlap(string[] one, string[] other) =>
        one.Zip(other).All(pair => pair.First == pair.Second || pair.First == "*" || pair.Second == "*");
}
