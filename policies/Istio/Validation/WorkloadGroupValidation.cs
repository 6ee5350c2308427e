namespace Policies.Istio.Validation;

internal static class WorkloadGroupValidation
{
    private static readonly string[] Methods = ["httpGet", "tcpSocket", "exec", "grpc"];

    public static void Check(Field root, Problems problems)
    {
        var spec = root["spec"];
        if (!spec["template"].IsPresent)
        {
            problems.Error(spec["template"], "a workload group needs a template");
            return;
        }

        CommonChecks.Labels(spec["metadata"]["labels"], problems);
        if (spec["probe"].IsPresent)
        {
            CheckProbe(spec["probe"], problems);
        }
    }

    private static void CheckProbe(Field probe, Problems problems)
    {
        CommonChecks.NotNegative(probe, problems, "periodSeconds", "initialDelaySeconds", "timeoutSeconds", "successThreshold", "failureThreshold");
        if (!Methods.Any(name => probe[name].IsPresent))
        {
            problems.Error(probe, "a probe needs httpGet, tcpSocket, exec or grpc");
        }

        var http = probe["httpGet"];
        foreach (var target in new[] { http, probe["tcpSocket"] }.Where(target => target.IsPresent))
        {
            CommonChecks.Port(target["port"], problems);
        }

        if (http["scheme"].Text is not ("" or "HTTP" or "HTTPS"))
        {
            problems.Error(http["scheme"], $"'{http["scheme"].Text}' is neither HTTP nor HTTPS");
        }

        foreach (var name in http["httpHeaders"].Items.Select(header => header["name"]))
        {
            if (!name.IsFilled || !name.Text.All(character => char.IsAsciiLetterOrDigit(character) || character == '-'))
            {
                problems.Error(name, $"'{name.Text}' is not a header's name");
            }
        }

        if (probe["exec"].IsPresent && !probe["exec"]["command"].IsFilled)
        {
            problems.Error(probe["exec"], "exec needs a command");
        }
    }
}
