namespace Policies.Istio.Validation;

/// <summary>How requests are spread over endpoints.</summary>
internal static class LoadBalancerChecks
{
    private const double LargestTable = 5_000_011;

    public static void Check(Field balancer, bool hasOutlierDetection, Problems problems)
    {
        CheckHash(balancer["consistentHash"], problems);
        LocalityChecks.Check(balancer["localityLbSetting"], hasOutlierDetection, problems);
        CheckWarmup(balancer["warmup"], problems);
    }

    private static void CheckHash(Field hash, Problems problems)
    {
        var cookie = hash["httpCookie"];
        if (cookie.IsPresent && !cookie["name"].IsFilled)
        {
            problems.Error(cookie, "the cookie needs a name");
        }

        var attributes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var attribute in cookie["attributes"].Items)
        {
            var name = attribute["name"];
            problems.ErrorIf(name, !name.IsFilled ? "the attribute needs a name" : attributes.Add(name.Text) ? null : $"there is an attribute '{name.Text}' already");
        }

        if (hash["minimumRingSize"].Number != 0)
        {
            problems.Warning(hash["minimumRingSize"], "the field is deprecated; use ringHash.minimumRingSize");
            if (hash["maglev"].IsPresent || hash["ringHash"].IsPresent)
            {
                problems.Error(hash["minimumRingSize"], "only one of minimumRingSize, maglev and ringHash can be set");
            }
        }

        var table = hash["maglev"]["tableSize"];
        if (hash["maglev"].IsPresent && (table.Number is <= 0 or >= LargestTable || !IsPrime((long)table.Number)))
        {
            problems.Error(table, $"the table's size must be a prime number below {LargestTable:F0}");
        }
    }

    private static void CheckWarmup(Field warmup, Problems problems)
    {
        if (!warmup.IsPresent)
        {
            return;
        }

        problems.ErrorIf(warmup["duration"], warmup["duration"].IsPresent ? Durations.Fault(warmup["duration"]) : "a warm-up needs a duration");
        if (warmup["minimumPercent"].Number > 100)
        {
            problems.Error(warmup["minimumPercent"], $"{warmup["minimumPercent"].Text} is more than 100 per cent");
        }

        if (warmup["aggression"].IsPresent && warmup["aggression"].Number < 1)
        {
            problems.Error(warmup["aggression"], $"{warmup["aggression"].Text} is less than 1");
        }
    }

    private static bool IsPrime(long number)
    {
        if (number < 4)
        {
            return number > 0;
        }

        for (var factor = 2L; factor * factor <= number; factor++)
        {
            if (number % factor == 0)
            {
                return false;
            }
        }

        return true;
    }
}
