using Tests.Components.Access;

namespace Tests.Infra.Targets;

/// <summary>Something that an intent can ask of whatever stands before a server, and that every target is asked for.</summary>
/// <param name="Title">What it is, for people.</param>
/// <param name="Permissions">Who may do what; nobody else may do anything.</param>
internal sealed record Demand(string Title, params IReadOnlyList<Permission> Permissions)
{
    private static readonly string[] Known = ["reader", "writer", "stranger", "impostor"];

    /// <summary>What a port carries that a target may choose for itself.</summary>
    public const string Any = "any";

    /// <summary>The ports and what they carry.</summary>
    public required IReadOnlyDictionary<string, string> Ports { get; init; }

    /// <summary>Whether somebody calls from another region.</summary>
    public bool CrossesRegions => Permissions.Any(permission => permission.From.Contains('/', StringComparison.Ordinal));

    /// <summary>The demand of a target that speaks a protocol unless it is told another.</summary>
    public Demand In(string protocol) => this with { Ports = Ports.ToDictionary(port => port.Key, port => port.Value == Any ? protocol : port.Value) };

    /// <summary>Whether a call has to get through. Whom <c>@anyone</c> means besides outsiders, the clients' own network policies decide.</summary>
    public bool Promises(WitnessCall call) => call.Credential is Credential.Own && Allows(call)
        && (call.From == WitnessCall.Outsider || Permissions.Any(permission => permission.From == call.From));

    /// <summary>Whether the intent allows a call.</summary>
    public bool Allows(WitnessCall call) => Permissions.Any(permission => permission.Port == call.Port
        && (permission.From == Permission.Anyone || (permission.From == call.From && call.Credential is Credential.Own))
        && (permission.Methods.Count == 0 || permission.Methods.Contains(call.Request!.Method))
        && (permission.Paths.Count == 0 || permission.Paths.Any(path => PathForm.Matches(path, call.Request!.Path))));

    /// <summary>The calls that every target is asked: those of the intent, those that just miss it, and those of clients that show something else.</summary>
    public IEnumerable<WitnessCall> Calls() =>
        from client in Clients()
        from port in Ports
        from request in Requests(port.Key, port.Value)
        select new WitnessCall(client.From, client.Credential, port.Key, request);

    private IEnumerable<(string From, Credential Credential)> Clients() =>
    [
        .. Known.Union(Permissions.Select(permission => permission.From).Where(from => from != Permission.Anyone))
            .Union(["@prometheus", WitnessCall.Outsider]).Select(from => (from, Credential.Own)),
        ("reader", Credential.None),
        ("reader", Credential.ForeignRoot),
    ];

    private IReadOnlyList<HttpRequest?> Requests(string port, string protocol)
    {
        var here = Permissions.Where(permission => permission.Port == port).ToList();
        return protocol is "TCP"
            ? [null]
            :
            [
                .. from method in here.SelectMany(permission => permission.Methods).Union(["GET", "POST", "DELETE"])
                   from path in here.SelectMany(permission => permission.Paths).SelectMany(PathForm.Samples).Union(["/", "/elsewhere"])
                   select new HttpRequest(method, path),
            ];
    }
}
