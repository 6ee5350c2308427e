using Manifests;

namespace Policies.Istio.Validation;

/// <summary>
/// An EnvoyFilter's patches, as far as Istio reads them. Whether a patch's value is one of Envoy's messages is not known here; types of Envoy's v2 API,
/// which is gone, are found. That Istio warns of every EnvoyFilter there is, a rule of its own says.
/// </summary>
internal static class EnvoyFilterValidation
{
    private const string ConnectionManager = "envoy.filters.network.http_connection_manager";
    private static readonly string[] MatchTypes = ["listener", "routeConfiguration", "cluster"];

    /// <summary>Names of filters that Envoy has given others to (istio: pkg/config/xds/deprecated.go).</summary>
    private static readonly HashSet<string> OldNames = new(StringComparer.Ordinal)
    {
        "envoy.buffer", "envoy.cors", "envoy.csrf", "envoy.http_dynamo_filter", "envoy.ext_authz", "envoy.fault", "envoy.grpc_http1_bridge",
        "envoy.grpc_json_transcoder", "envoy.grpc_web", "envoy.gzip", "envoy.health_check", "envoy.ip_tagging", "envoy.lua", "envoy.rate_limit",
        "envoy.router", "envoy.squash", "envoy.listener.http_inspector", "envoy.listener.original_dst", "envoy.listener.original_src",
        "envoy.listener.proxy_protocol", "envoy.listener.tls_inspector", "envoy.client_ssl_auth", "envoy.http_connection_manager",
        "envoy.mongo_proxy", "envoy.ratelimit", "envoy.redis_proxy", "envoy.tcp_proxy",
    };

    private static readonly string[] FilterTargets = ["LISTENER", "FILTER_CHAIN"];

    public static void Check(Field root, Problems problems)
    {
        var spec = root["spec"];
        SelectorChecks.CheckWorkloads(spec, problems);
        foreach (var match in spec["configPatches"].Items.Select(patch => patch["match"]).Where(match => match["context"].Text == "WAYPOINT" && !match["waypoint"].IsPresent))
        {
            problems.Error(match["context"], "a patch of the context WAYPOINT is matched by waypoint");
        }

        foreach (var patch in spec["configPatches"].Items.Where(patch => patch["match"]["context"].Text != "WAYPOINT"))
        {
            CheckPatch(patch, problems);
        }
    }

    private static void CheckPatch(Field patch, Problems problems)
    {
        var (change, target) = (patch["patch"], patch["applyTo"].Text);
        if (target is "" or "INVALID")
        {
            problems.Error(patch["applyTo"], "a patch has to say what it is applied to");
        }
        else if (change["operation"].Text is "" or "INVALID")
        {
            problems.Error(change["operation"], "a patch needs an operation");
        }
        else if (change["operation"].Text != "REMOVE" && !change["value"].IsPresent)
        {
            problems.Error(change["value"], $"the operation {change["operation"].Text} needs a value");
        }
        else if (patch["match"]["proxy"]["proxyVersion"] is { IsFilled: true } version && Re2.Fault(version.Text) is { } fault)
        {
            problems.Error(version, fault);
        }
        else
        {
            CheckTarget(patch["match"], target, problems);
            problems.ErrorIf(change["value"]["name"], change["value"]["name"].Value is null or ScalarNode { AsString: not null } ? null : "a name is a text");
            CheckTypes(change["value"], problems);
        }
    }

    private static void CheckTarget(Field match, string target, Problems problems)
    {
        var expected = target switch
        {
            "LISTENER" or "FILTER_CHAIN" or "NETWORK_FILTER" or "HTTP_FILTER" => "listener",
            "ROUTE_CONFIGURATION" or "VIRTUAL_HOST" or "HTTP_ROUTE" => "routeConfiguration",
            "CLUSTER" => "cluster",
            _ => null,
        };
        foreach (var name in expected is null ? [] : MatchTypes.Where(name => name != expected && match[name].IsPresent))
        {
            problems.Error(match[name], $"a patch of {target} is matched by {expected}");
        }

        if (expected == "listener" && match["listener"]["filterChain"]["filter"] is { IsPresent: true } filter)
        {
            CheckFilter(filter, target, problems);
        }
    }

    private static void CheckFilter(Field filter, string target, Problems problems)
    {
        var inner = filter["subFilter"];
        if (FilterTargets.Contains(target))
        {
            problems.Warning(filter, $"the match of a filter has no effect on a patch of {target}");
        }

        foreach (var name in new[] { filter["name"], inner["name"] }.Where(name => OldNames.Contains(name.Text)))
        {
            problems.Warning(name, $"'{name.Text}' is a name that the filter had before Envoy 1.14");
        }

        if (!filter["name"].IsFilled)
        {
            problems.Error(filter["name"], "the match of a filter needs its name");
        }
        else if (inner.IsPresent && target != "HTTP_FILTER")
        {
            problems.Error(inner, "the field is for patches of HTTP_FILTER");
        }
        else if (inner.IsPresent && filter["name"].Text is not (ConnectionManager or "envoy.http_connection_manager"))
        {
            problems.Error(filter["name"], $"a filter inside another is matched in {ConnectionManager} only");
        }
        else if (inner.IsPresent && !inner["name"].IsFilled)
        {
            problems.Error(inner["name"], "the match of a filter needs its name");
        }
    }

    private static void CheckTypes(Field value, Problems problems)
    {
        foreach (var (name, inner) in value.Entries)
        {
            if (name == "@type" && inner.Text.Contains(".v2.", StringComparison.Ordinal))
            {
                problems.Error(inner, $"'{inner.Text}' is a type of Envoy's v2 API, which is gone; use that of v3");
            }

            CheckTypes(inner, problems);
        }

        foreach (var item in value.Items)
        {
            CheckTypes(item, problems);
        }
    }
}
