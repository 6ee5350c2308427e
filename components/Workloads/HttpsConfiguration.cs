using System.Text.RegularExpressions;
using Components.Intent;

namespace Components.Workloads;

/// <summary>
/// <c>nginx.conf</c> of a plain HTTPS service: TLS 1.3 with client certificates under the trust bundle, and each caller held to the methods and paths that the
/// intent gives it (nginx documentation, ngx_http_ssl_module and ngx_http_map_module).
/// </summary>
/// <remarks>
/// nginx knows no URI names of a certificate, only its subject, which says the same (<see cref="ClientSubject"/>). Paths are compared as they were sent, so
/// what could be read in more than one way is refused: escapes, backslashes, empty and dot segments.
/// </remarks>
public static partial class HttpsConfiguration
{
    /// <summary>The file's name.</summary>
    public const string FileName = "nginx.conf";

    /// <summary>Renders the configuration of a plain HTTPS service.</summary>
    /// <param name="server">A workload of kind <see cref="ServerKind.Https"/> without <see cref="ServerProblems"/>.</param>
    /// <param name="files">The paths that it names.</param>
    public static string For(Workload server, HttpsFiles files) =>
        $$"""
        worker_processes 1;
        pid {{files.ProcessId}};
        error_log stderr notice;

        events {
          worker_connections 1024;
        }

        http {
          client_body_temp_path {{files.RuntimeFolder}}/body;
          proxy_temp_path {{files.RuntimeFolder}}/proxy;
          fastcgi_temp_path {{files.RuntimeFolder}}/fastcgi;
          uwsgi_temp_path {{files.RuntimeFolder}}/uwsgi;
          scgi_temp_path {{files.RuntimeFolder}}/scgi;

          log_format calls '$status $request_method $request_uri by "$ssl_client_s_dn"';
          access_log {{files.Log}} calls;

          map $request_uri $plain_path {
            default "";
            "~^(?<plain>(?:/(?!\.{1,2}(?:[/?]|$)|/)[^/?%\\\\]*)+)(?:\?|$)" $plain;
          }

          map "$ssl_client_s_dn|$request_method|$plain_path" $may_call {
            default 0;
        {{string.Join('\n', Calls(server).Select(call => $"    \"{call}\" 1;"))}}
          }

          server {
            listen {{server.Ports[0].TargetPort}} ssl;
            server_tokens off;
            ssl_protocols TLSv1.3;
            ssl_certificate {{files.Tls.Certificate}};
            ssl_certificate_key {{files.Tls.Key}};
            ssl_client_certificate {{files.Tls.TrustBundle}};
            ssl_verify_client on;
            ssl_verify_depth 3;
            # A session that is resumed would outlive the certificate that it was opened with.
            ssl_session_tickets off;
            ssl_session_cache off;

            if ($may_call = 0) {
              return 403;
            }

            location / {
              proxy_pass http://127.0.0.1:{{server.Backend}};
              proxy_http_version 1.1;
              proxy_set_header Host $host;
              proxy_set_header Connection "";
              proxy_set_header X-Client-Subject $ssl_client_s_dn;
            }
          }
        }

        """;

    /// <summary>For each caller, the requests that it may make, as regular expressions over subject, method and path; ordered, each once.</summary>
    private static IEnumerable<string> Calls(Workload server) => server.Ports
        .SelectMany(port => port.Callers)
        .SelectMany(caller => Patterns(ClientSubject.Of(((CallSource.FromWorkload)caller.Source).Identity), caller))
        .Distinct()
        .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Patterns(ClientSubject subject, Caller caller)
    {
        var who = Regex.Escape(subject.ToString());
        var methods = caller.Methods.Count == 0 ? "[A-Z]+" : $"(?:{string.Join('|', caller.Methods)})";
        return caller.Paths.Count == 0
            ? [$@"~^{who}\|{methods}\|/"]
            : caller.Paths.Select(path => $@"~^{who}\|{methods}\|{Pattern(path)}$");
    }

    /// <summary>A path as AuthorizationPolicy writes it: <c>*</c> at the end, <c>{*}</c> for one segment, <c>{**}</c> for any number of them.</summary>
    private static string Pattern(string path) => string.Concat(Part().Split(path).Select(part => part switch
    {
        "{*}" => "[^/]+",
        "{**}" or "*" => ".*",
        _ => Regex.Escape(part),
    }));

    [GeneratedRegex(@"(\{\*\*?\}|\*$)", RegexOptions.CultureInvariant)]
    private static partial Regex Part();
}
