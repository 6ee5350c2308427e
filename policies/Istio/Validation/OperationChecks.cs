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
        List<Field> present = [.. operation.Present(All)];
        if (!present.Exists(values => values.IsFilled))
        {
            problems.Error(operation, "the operation must not be empty");
            return;
        }

        foreach (var values in present)
        {
            (Ports.Contains(values.Name) ? (Action<Field, Problems>)ValueChecks.Ports : ValueChecks.NotEmpty)(values, problems);
        }

        foreach (var path in present.Where(values => Paths.Contains(values.Name)).SelectMany(values => values.Items))
        {
            problems.ErrorIf(path, PathTemplate.Fault(path.Text));
        }
    }

    /// <summary>Whether an operation is held to ports, by which a rule stays off the TCP ports.</summary>
    public static bool HasPorts(Field operation) => operation.Present(Ports).Any();
}
