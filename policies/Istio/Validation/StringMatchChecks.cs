namespace Policies.Istio.Validation;

/// <summary>How a text is compared: <c>exact</c>, <c>prefix</c> or <c>regex</c> (istio: StringMatch).</summary>
internal static class StringMatchChecks
{
    /// <summary>A comparison whose prefix must not be empty, since Envoy takes none that is.</summary>
    public static void Check(Field match, Problems problems)
    {
        if (match["prefix"].IsPresent && match["prefix"].IsEmpty)
        {
            problems.Error(match["prefix"], "the prefix must not be empty");
        }

        CheckRegex(match, problems);
    }

    /// <summary>A comparison that may have an empty prefix: a path's.</summary>
    public static void CheckRegex(Field match, Problems problems)
    {
        if (match["regex"].IsPresent)
        {
            problems.ErrorIf(match["regex"], Re2.Fault(match["regex"].Text));
        }
    }
}
