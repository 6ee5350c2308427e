namespace Infra.Planning;

/// <summary>Checks that policies can tell the services of a namespace apart: as callers by identity, as servers by labels.</summary>
internal static class IdentityChecks
{
    /// <summary>Kubernetes gives every namespace an account of this name, and every pod that names none runs under it.</summary>
    private const string Default = "default";

    /// <summary>A service under the account <c>default</c> would share its identity with every pod of the namespace that names no account.</summary>
    public static void CheckDefaults(PlanningContext context, IEnumerable<ResolvedService> services)
    {
        foreach (var service in services.Where(service => service.ServiceAccount == Default || service.Name == Default))
        {
            context.Report.Add(
                service.Settings.ServiceAccount is null ? service.Path : service.Path["serviceAccount"],
                "default is taken: every namespace has an account default, which every pod has that names none, and policies default of its own",
                fix: "give the service a name and an account of its own");
        }
    }

    /// <summary>Services that share a service account are one caller to every policy, so they have to be allowed the same calls.</summary>
    public static void CheckServiceAccounts(
        PlanningContext context, IEnumerable<ResolvedService> services, IReadOnlyCollection<ResolvedCall> calls)
    {
        var shared = services
            .GroupBy(service => (service.Namespace.Intent.Name, service.ServiceAccount))
            .Where(group => group.Count() > 1)
            .ToArray();
        if (shared.Length == 0)
        {
            return;
        }

        var outbound = calls.Where(call => call.Source is not null).ToLookup(call => call.Source!.Name, Describe);
        foreach (var group in shared)
        {
            var first = group.First();
            foreach (var other in group.Skip(1).Where(other => !outbound[other.Name].ToHashSet().SetEquals(outbound[first.Name])))
            {
                var path = other.Settings.ServiceAccount is null ? other.Path : other.Path["serviceAccount"];
                context.Report.Add(
                    path,
                    $"shares the service account {group.Key.ServiceAccount} with {first.Name}, so both are one identity,"
                    + " but they may call different things",
                    fix: "give each a service account of its own");
            }
        }
    }

    /// <summary>Where the labels of one service select the pods of another too, its policies and endpoints would spread to them.</summary>
    public static void CheckLabels(PlanningContext context, IEnumerable<ResolvedService> services)
    {
        foreach (var @namespace in services.GroupBy(service => service.Namespace.Intent.Name))
        {
            var frequency = @namespace.SelectMany(service => service.Labels).CountBy(label => label).ToDictionary();
            var byRarestLabel = @namespace.ToLookup(service => service.Labels.MinBy(label => frequency[label]));
            foreach (var service in @namespace)
            {
                var selectors = service.Labels
                    .SelectMany(label => byRarestLabel[label])
                    .Where(other => other != service && other.Regions.Intersect(service.Regions).Any() && Selects(other, service));
                foreach (var other in selectors)
                {
                    context.Report.Add(
                        other.Path["labels"],
                        $"these labels select the pods of {service.Name} too",
                        fix: "add a label that only its own pods have");
                }
            }
        }
    }

    private static bool Selects(ResolvedService selector, ResolvedService service) =>
        selector.Labels.All(label => service.Labels.TryGetValue(label.Key, out var value) && value == label.Value);

    private static string Describe(ResolvedCall call) => string.Join(
        ' ',
        call.Destination.Name,
        call.Region,
        call.SourceRegion,
        call.Port,
        string.Join(',', call.Caller.Methods),
        string.Join(',', call.Caller.Paths),
        string.Join(',', call.Caller.Publish),
        string.Join(',', call.Caller.Subscribe),
        string.Join(',', call.Caller.ReadKeys),
        string.Join(',', call.Caller.WriteKeys),
        call.Caller.Role);
}
