namespace Policies.Istio.Validation;

/// <summary>Status codes of HTTP.</summary>
internal static class HttpStatuses
{
    /// <summary>A status that a proxy answers with.</summary>
    public static void Check(Field status, Problems problems)
    {
        if (status.Number is < 200 or > 600)
        {
            problems.Error(status, $"status {(status.IsPresent ? status.Text : "0")} is not in 200..599");
        }
    }

    /// <summary>Whether a status has a name, as Go's net/http has it: those of IANA's registry.</summary>
    public static bool IsNamed(int status) => status is (>= 100 and <= 103) or (>= 200 and <= 208) or 226 or (>= 300 and <= 305) or 307 or 308
        or (>= 400 and <= 418) or (>= 421 and <= 426) or 428 or 429 or 431 or 451 or (>= 500 and <= 508) or 510 or 511;
}
