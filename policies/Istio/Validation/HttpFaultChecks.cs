namespace Policies.Istio.Validation;

/// <summary>The faults that a route injects.</summary>
internal static class HttpFaultChecks
{
    private static readonly HashSet<string> GrpcStatuses = new(StringComparer.Ordinal)
    {
        "OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED",
        "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS", "UNAUTHENTICATED",
    };

    public static void Check(Field fault, Problems problems)
    {
        if (fault.IsPresent && !fault["abort"].IsPresent && !fault["delay"].IsPresent)
        {
            problems.Error(fault, "a fault needs an abort or a delay");
        }

        CheckAbort(fault["abort"], problems);
        CheckDelay(fault["delay"], problems);
    }

    private static void CheckAbort(Field abort, Problems problems)
    {
        CheckPercentage(abort["percentage"], problems);
        if (abort["grpcStatus"].IsPresent)
        {
            problems.ErrorIf(abort["grpcStatus"], GrpcStatuses.Contains(abort["grpcStatus"].Text) ? null : $"'{abort["grpcStatus"].Text}' is not a gRPC status such as NOT_FOUND");
        }
        else if (abort["http2Error"].IsPresent)
        {
            problems.Error(abort["http2Error"], "Istio does not support the field");
        }
        else if (abort["httpStatus"].IsPresent)
        {
            HttpStatuses.Check(abort["httpStatus"], problems);
        }
        else if (abort.IsPresent)
        {
            problems.Warning(abort, "the abort has no status to answer with");
        }
    }

    private static void CheckDelay(Field delay, Problems problems)
    {
        CheckPercentage(delay["percentage"], problems);
        problems.ErrorIf(delay["fixedDelay"], Durations.Fault(delay["fixedDelay"]));
        if (delay["exponentialDelay"].IsPresent)
        {
            problems.Error(delay["exponentialDelay"], "Istio does not support the field");
        }
    }

    private static void CheckPercentage(Field percentage, Problems problems)
    {
        if (percentage["value"].Number is < 0 or > 100 or (> 0 and < 0.0001))
        {
            problems.Error(percentage["value"], $"{percentage["value"].Text} is neither 0 nor in 0.0001..100");
        }
    }
}
