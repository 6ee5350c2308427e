namespace Policies.Istio.Validation;

/// <summary>The <c>operation</c> of an AuthorizationPolicy's rule.</summary>
internal static class OperationChecks
{
    private static readonly string[] Ports = ["ports", "notPorts"];
    private static readonly string[] Paths = ["paths", "notPaths"];
    private static readonly string[] Texts = ["methods", "notMethods", "hosts", "notHosts", .. Paths];
    private static readonly string[] All = [.. Ports, .. Texts];

    public static void Check(Field operation, Problems problems)
    {
        if (!operation.Present(All).Any(values => values.IsFilled))
        {
            problems.Error(operation, "the operation must not be empty");
            return;
        }

        foreach (var values in operation.Present(Ports))
        {
            ValueChecks.Ports(values, problems);
        }

        foreach (var values in operation.Present(Texts))
        {
            ValueChecks.NotEmpty(values, problems);
        }

        foreach (var path in operation.Present(Paths).SelectMany(values => values.Items))
        {
            problems.ErrorIf(path, PathTemplate.Fault(path.Text));
        }
    }

    /// <summary>Whether an operation is held to ports, by which a rule stays off the TCP ports.</summary>
    public static bool HasPorts(Field operation) => operation.Present(Ports).Any();
}
