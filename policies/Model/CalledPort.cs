using Manifests;
using Policies.Network;

namespace Policies.Model;

/// <summary>The port that a call of a scenario names, by number, by name, or in full.</summary>
/// <param name="Number">A service port, or a container port; null when it is not stated.</param>
/// <param name="Target">The container port; null when it is not stated.</param>
/// <param name="Name">The port's name; null when it is not stated.</param>
/// <param name="Stated">What the call itself says the port is; null where it only names it.</param>
/// <param name="Word">What the call says to speak; null when it does not say.</param>
internal sealed record CalledPort(int? Number, int? Target, string? Name, ServicePort? Stated, string? Word)
{
    private PortProtocol? Spoken => PortProtocols.Parse(Word);

    internal bool IsHttp => Spoken?.IsHttp() ?? false;

    /// <summary>Whether the call says to speak something that has no requests.</summary>
    internal bool IsNoHttp => Spoken?.IsHttp() == false;

    internal bool IsGrpc => Spoken is PortProtocol.Grpc or PortProtocol.GrpcWeb;

    internal bool IsTls => Spoken?.IsApplicationTls() ?? false;

    internal static CalledPort Read(ScenarioNode call)
    {
        var word = call.Text("protocol", "scheme");
        if (word is not null && PortProtocols.Parse(word) is null && !ScenarioWorkloads.IsUndeclared(word))
        {
            call.Error("protocol", $"'{word}' is no protocol that Istio knows");
        }

        var name = call.Text("portName");
        var target = call.Port("targetPort");
        var number = call.Port("servicePort");
        switch (call.Take("port"))
        {
            case MapNode map:
                var inner = call.Inner(map, "port");
                var stated = ScenarioWorkloads.ReadPort(inner);
                var statedName = inner.Text("name");
                inner.Close();
                return new CalledPort(stated?.Number, stated?.Target, statedName ?? name, stated, word);
            case ScalarNode { AsInteger: >= 0 and <= 65535 } scalar:
                return new CalledPort((int)scalar.AsInteger.Value, target, name, null, word);
            case ScalarNode { AsString: { } text }:
                return ushort.TryParse(text, out var parsed)
                    ? new CalledPort(parsed, target, name, null, word)
                    : new CalledPort(number, target, text, null, word);
            case null:
                return new CalledPort(number, target, name, null, word);
            default:
                call.Error("port", "must be a port number, a port's name, or a map of name, servicePort, targetPort and protocol");
                return new CalledPort(null, null, null, null, word);
        }
    }

    /// <summary>
    /// The service, the service port, the container port and its protocol at an endpoint. A port that the service does not have is called past
    /// the service.
    /// </summary>
    internal (ServiceModel? Service, int? ServicePort, int Port, PortProtocol Protocol) Resolve(
        Workload? endpoint,
        ServiceModel? service,
        CallResolution? resolver,
        bool isHttpRequest)
    {
        var through = service ?? (endpoint is null ? null : resolver?.ServiceOf(endpoint, port => Fits(port, endpoint)));
        if (through is null && service is null && resolver is null)
        {
            return (null, null, Target ?? Number ?? Stated?.Target ?? 80, Speaking(Stated?.Protocol));
        }

        var found = Find(through, endpoint, isHttpRequest);
        if (found is not null)
        {
            var target = Stated?.Target ?? (endpoint is null ? found.Target : found.TargetOn(endpoint)) ?? found.Number;
            return (through, found.Number, target, Speaking(Stated is { Protocol: not PortProtocol.Auto } stated ? stated.Protocol : found.Protocol));
        }

        var number = Target ?? Stated?.Target ?? Number ?? Stated?.Number ?? endpoint?.Ports.FirstOrDefault(port => Name is not null && port.Name == Name)?.Number ?? 80;
        if (through is not { Ports.Count: > 0 })
        {
            return (through, Number ?? Target ?? Stated?.Number, number, Speaking(Stated?.Protocol));
        }

        var at = resolver?.ServiceAt(endpoint?.Ip, number);
        var declared = at?.Ports.First(port => port.Number == number).Protocol ?? Stated?.Protocol;
        return (at, at is null ? Number ?? Target ?? Stated?.Number : number, number, Speaking(declared));
    }

    /// <summary>Whether the call may mean a port, of whose endpoints nothing is known yet.</summary>
    internal bool MayBe(ServicePort port) =>
        (Number is null || port.Number == Number || port.Target == Number) && (Number is not null || Name is null || port.Name == Name);

    /// <summary>The names of a destination's ports, where the call names another one and says no number; null where it does not.</summary>
    internal IReadOnlyList<string>? NamesInstead(Target target, CallResolution resolver)
    {
        if (Name is null || Number is not null || Target is not null || Stated is not null)
        {
            return null;
        }

        var services = target.Service is { } service ? [service] : target.Endpoints.Select(endpoint => resolver.ServiceOf(endpoint, port => port.Name == Name)).OfType<ServiceModel>();
        string[] names = [.. services.SelectMany(own => own.Ports).Select(port => port.Name).Concat(target.Endpoints.SelectMany(own => own.Ports).Select(port => port.Name)).OfType<string>().Distinct()];
        return names.Contains(Name) ? null : names;
    }

    /// <summary>What is spoken at a port: what it declares, unless the call says to come over another transport.</summary>
    private PortProtocol Speaking(PortProtocol? declared) =>
        Spoken is { } spoken && !IsCarriedBy(declared ?? PortProtocol.Auto) ? spoken : declared ?? PortProtocol.Auto;

    private bool IsCarriedBy(PortProtocol declared) => Spoken is not { } spoken || NetworkProtocols.Of(spoken) == NetworkProtocols.Of(declared);

    private ServicePort? Find(ServiceModel? service, Workload? endpoint, bool isHttpRequest)
    {
        if (service is null || service.Ports.Count == 0)
        {
            return null;
        }

        if (Number is not null || Target is not null || Name is not null)
        {
            return service.Ports.FirstOrDefault(port => Fits(port, endpoint) && IsCarriedBy(port.Protocol))
                ?? service.Ports.FirstOrDefault(port => Fits(port, endpoint))
                ?? service.Ports.FirstOrDefault(port => Number is not null && Target is null && Name is null && TargetOf(port, endpoint) == Number);
        }

        return (Spoken is { } spoken ? service.Ports.FirstOrDefault(port => port.Protocol == spoken) : null)
            ?? (isHttpRequest || IsHttp ? service.Ports.FirstOrDefault(port => port.Protocol.IsHttp()) : null)
            ?? service.Ports[0];
    }

    private bool Fits(ServicePort port, Workload? endpoint) =>
        (Number is null || port.Number == Number || (Target is not null && TargetOf(port, endpoint) == Target))
        && (Target is null || TargetOf(port, endpoint) == Target || Stated is not null)
        && (Name is null || port.Name == Name || Number is not null)
        && (Number is not null || Target is not null || Name is not null);

    private static int? TargetOf(ServicePort port, Workload? endpoint) => endpoint is null ? port.Target : port.TargetOn(endpoint);
}
