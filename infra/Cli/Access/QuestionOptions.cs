using System.CommandLine;
using Manifests;
using Manifests.Reading;

namespace Infra.Cli.Access;

/// <summary>The options that make a question: who calls whom, and how.</summary>
internal sealed class QuestionOptions
{
    private readonly Option<string?> _from = Text("--from", "who calls: a workload (name, namespace/name, region/namespace/name), a SPIFFE ID, an address, or outsider", "caller");
    private readonly Option<string?> _to = Text("--to", "who is called: a workload, a service, a host or an address", "destination");
    private readonly Option<string?> _port = Text("--port", "the service's port, by number or name; the container's where the service has no such port", "port");
    private readonly Option<string?> _method = Text("--method", "the HTTP method", "method");
    private readonly Option<string?> _path = Text("--path", "the path, with its query", "path");
    private readonly Option<string?> _host = Text("--host", "the host that the request names; the service's own when absent", "host");
    private readonly Option<string?> _jwt = Text("--jwt", "the token: its claims as JSON or YAML, such as '{iss: a, sub: b}', or the token itself", "claims");
    private readonly Option<string?> _sni = Text("--sni", "the server name in the client's TLS; its proxy's own when absent", "name");
    private readonly Option<string[]> _header = new("--header")
    {
        Description = "a header of the request; may be repeated",
        HelpName = "name=value",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>All of them, in the order of help.</summary>
    public IEnumerable<Option> All => [_from, _to, _port, _method, _path, _host, _header, _jwt, _sni];

    /// <summary>The question as the fields of a scenario's call.</summary>
    /// <exception cref="CliFailure">An option is missing, or is not what it has to be.</exception>
    public MapNode Read(ParseResult arguments)
    {
        if (arguments.GetValue(_to) is null)
        {
            throw CliFailure.Usage(["--to is missing: name the workload, service or host that is called"]);
        }

        var question = new MapNode();
        foreach (var (name, option) in new[] { ("from", _from), ("to", _to), ("port", _port), ("method", _method), ("path", _path), ("host", _host), ("sni", _sni) })
        {
            if (arguments.GetValue(option) is { } value)
            {
                question.Add(name, value);
            }
        }

        if (arguments.GetValue(_header) is { Length: > 0 } headers)
        {
            question.Add("headers", Headers(headers));
        }

        if (arguments.GetValue(_jwt) is { } jwt)
        {
            question.Add("jwt", Token(jwt));
        }

        return question;
    }

    private static Option<string?> Text(string name, string description, string value) => new(name) { Description = description, HelpName = value };

    private static MapNode Headers(string[] headers)
    {
        var map = new MapNode();
        foreach (var header in headers)
        {
            var equals = header.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw CliFailure.Usage([$"--header '{header}' must be name=value"]);
            }

            map[header[..equals]] = header[(equals + 1)..];
        }

        return map;
    }

    private static Node Token(string text)
    {
        if (!text.StartsWith('{'))
        {
            return text;
        }

        var read = new ManifestReader().ReadDocuments(System.Text.Encoding.UTF8.GetBytes(text), "--jwt");
        return read.Items is [MapNode claims] ? claims : throw CliFailure.Usage([$"--jwt must be a map of claims, or a token{(read.Errors is [var error, ..] ? $": {error.Message}" : "")}"]);
    }
}
