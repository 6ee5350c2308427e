namespace Policies.Istio.Validation;

internal static class TelemetryValidation
{
    private static readonly string[] Signals = ["metrics", "tracing", "accessLogging"];

    public static void Check(Field root, Problems problems)
    {
        var spec = root["spec"];
        SelectorChecks.CheckAttachment(spec, problems);
        foreach (var provider in Signals.SelectMany(name => spec[name].Items).SelectMany(item => item["providers"].Items))
        {
            problems.ErrorIf(provider["name"], provider["name"].IsFilled ? null : "a provider needs a name");
        }

        foreach (var metrics in spec["metrics"].Items.SelectMany(item => item["overrides"].Items))
        {
            CheckOverride(metrics, problems);
        }

        CheckTracing(spec["tracing"], problems);
        foreach (var filter in spec["accessLogging"].Items.Select(item => item["filter"]).Where(filter => filter.IsPresent))
        {
            problems.ErrorIf(filter["expression"], CelExpression.Fault(filter["expression"].Text));
        }
    }

    private static void CheckTracing(Field tracing, Problems problems)
    {
        if (tracing.Items.Count() > 1)
        {
            problems.Warning(tracing, "only one tracing entry is supported");
        }

        foreach (var entry in tracing.Items)
        {
            if (entry["providers"].Items.Count() > 1)
            {
                problems.Warning(entry["providers"], "only one provider is supported");
            }

            CommonChecks.Percent(entry["randomSamplingPercentage"], problems);
            foreach (var (name, tag) in entry["customTags"].Entries)
            {
                problems.ErrorIf(tag, name.Length == 0 ? "a tag needs a name" : TagFault(tag));
            }
        }
    }

    private static string? TagFault(Field tag) =>
        !tag.IsPresent ? "the tag must not be null" : (tag["literal"].IsPresent && !tag["literal"]["value"].IsFilled)
        || (tag["header"].IsPresent && !tag["header"]["name"].IsFilled)
        || (tag["environment"].IsPresent && !tag["environment"]["name"].IsFilled)
            ? "the tag has no source: literal needs a value, header and environment need a name"
            : null;

    private static void CheckOverride(Field metrics, Problems problems)
    {
        var custom = metrics["match"]["customMetric"];
        if (custom.IsPresent && !custom.IsFilled)
        {
            problems.Error(custom, "the metric's name must not be empty");
        }

        foreach (var (name, tag) in metrics["tagOverrides"].Entries)
        {
            if (name.Length == 0)
            {
                problems.Warning(tag, "a tag needs a name");
            }

            // UPSERT is the operation where none is written.
            var removes = tag["operation"].Text == "REMOVE";
            if (removes == tag["value"].IsFilled)
            {
                problems.Error(tag, removes ? "REMOVE takes no value" : "UPSERT needs a value");
            }
        }
    }
}
