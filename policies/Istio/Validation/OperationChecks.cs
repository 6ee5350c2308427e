namespace Policies.Istio.Validation;

/// <summary>The <c>operation</c> of an AuthorizationPolicy's rule.</summary>
internal static class OperationChecks
{
    private static readonly string[] Ports = ["ports", "notPorts"];
    private static readonly string[] Paths = ["paths", "notPaths"];
    private static readonly string[] Texts = ["methods", "notMethods", "hosts", "notHosts", .. Paths];

    public static void Check(Field operation, Problems problems)
    {
        if (!Ports.Concat(Texts).Any(name => operation[name].IsFilled))
        {
            problems.Error(operation, "the operation must not be empty");
            return;
        }

        foreach (var name in Ports)
        {
            ValueChecks.Ports(operation[name], problems);
        }

        foreach (var name in Texts)
        {
            ValueChecks.NotEmpty(operation[name], problems);
        }

        foreach (var path in Paths.SelectMany(name => operation[name].Items))
        {
            problems.ErrorIf(path, PathTemplate.Fault(path.Text));
        }
    }

    /// <summary>Whether an operation is held to ports, by which a rule stays off the TCP ports.</summary>
    public static bool HasPorts(Field operation) => Ports.Any(name => operation[name].IsPresent);
}
