namespace Policies.Istio.Validation;

/// <summary>A destination of a route: host, subset, port.</summary>
internal static class DestinationChecks
{
    public static void Check(Field destination, Problems problems)
    {
        if (!destination.IsPresent)
        {
            return;
        }

        var host = destination["host"];
        problems.ErrorIf(host, host.Text == "*" ? "'*' cannot be a destination" : Hosts.WildcardFault(host.Text));
        if (destination["subset"].IsFilled && !Hosts.IsLabel(destination["subset"].Text))
        {
            problems.Error(destination["subset"], $"'{destination["subset"].Text}' is not a subset's name: a DNS label is");
        }

        if (destination["port"].IsPresent)
        {
            CommonChecks.Port(destination["port"]["number"], problems);
        }
    }
}
