using Manifests.GatewayApi.V1;
using Policies.Istio;
using Policies.Istio.Gateways;
using Policies.Model;

namespace Policies.Evaluation;

/// <summary>A listener of a Gateway of the Gateway API, which says what a gateway's proxy takes on a port.</summary>
/// <param name="Gateway">The Gateway.</param>
/// <param name="Listener">The listener.</param>
internal sealed record GatewayListeners(ConfigObject<Gateway> Gateway, Manifests.GatewayApi.V1.GatewayListener Listener)
{
    /// <summary>Istio's own option, by which a listener asks for client certificates without the Gateway API's words for it.</summary>
    private const string TerminateMode = "gateway.istio.io/tls-terminate-mode";

    /// <summary>The listener of which a server was made; null where it is one of Istio's Gateways.</summary>
    internal static GatewayListeners? Of(RouteContext context, MergedServer server) => (
        from gateway in context.Server.Cluster.GatewayApiGateways
        where gateway.Reference == server.Gateway.Reference
        from listener in gateway.Object.Spec.Listeners
        where listener.Name == server.Server.Port.Name
        select new GatewayListeners(gateway, listener)).FirstOrDefault();

    /// <summary>
    /// Whether a gateway's pods take what the Gateway says: pods that were made for it, or pods that were there before and whose Service its address names
    /// (<c>pilot/pkg/config/kube/gatewaycommon/gateway_utils.go</c>, IsManaged). A Service that is not in the input has the name of its pods' account, as Istio's
    /// chart has it.
    /// </summary>
    internal static bool IsServedBy(ConfigObject<Gateway> gateway, Workload server, Cluster cluster)
    {
        if (server.Labels.GetValueOrDefault(WellKnownLabels.GatewayName) is { } name)
        {
            return gateway.Namespace == server.Namespace && gateway.Name == name;
        }

        return (gateway.Object.Spec.Addresses ?? []).Where(address => address.Type == "Hostname").Select(address => address.Value?.Split('.') ?? []).Any(address =>
        {
            var (service, @namespace) = (address.ElementAtOrDefault(0), address.ElementAtOrDefault(1) ?? gateway.Namespace);
            return @namespace == server.Namespace && (cluster.Services.FirstOrDefault(known => known.Name == service && known.Namespace == @namespace) is { } known
                ? known.Endpoints.Any(endpoint => endpoint.Namespace == server.Namespace && endpoint.Name == server.Name)
                : server.ServiceAccount == service);
        });
    }

    internal LayerAnswer Answer(RouteContext context)
    {
        var isTls = context.Call.IsApplicationTls || context.Sends is not ClientTlsMode.Plaintext;
        var expectsTls = Listener.Protocol is "HTTPS" or "TLS";
        context.Transport = context.Sends is ClientTlsMode.IstioMutual ? Transport.Mtls : isTls ? Transport.Tls : Transport.Plaintext;
        context.ReadsRequests = Listener.Protocol is "HTTP" or "HTTPS";
        if (!expectsTls)
        {
            return isTls && Listener.Protocol == "HTTP"
                ? Say(false, $"listener {Listener.Name} takes plain text, and the client sends TLS")
                : Say(true, $"listener {Listener.Name} takes the connection as it is");
        }

        if (!isTls)
        {
            return Say(false, $"listener {Listener.Name} takes TLS, and the client sends plain text");
        }

        return Listener.Tls?.Mode is GatewayTlsMode.Passthrough ? Say(true, $"listener {Listener.Name} hands TLS through as it is") : Terminate(context);
    }

    private LayerAnswer Terminate(RouteContext context)
    {
        var option = Listener.Tls?.Options?.GetValueOrDefault(TerminateMode);
        if (option == "ISTIO_MUTUAL")
        {
            context.Identity = context.Sends is ClientTlsMode.IstioMutual ? context.CallerIdentity : null;
            return Say(context.Sends is ClientTlsMode.IstioMutual, $"listener {Listener.Name} takes the mesh's mutual TLS only");
        }

        if (Validation is null && option is null or "SIMPLE" or "ISTIO_SIMPLE")
        {
            return Say(true, $"listener {Listener.Name} ends TLS and asks for no client certificate");
        }

        if (Validation?.Mode is GatewayValidationMode.AllowInsecureFallback)
        {
            return Say(true, $"listener {Listener.Name} ends TLS and takes clients with and without a valid certificate");
        }

        context.Identity = context.CallerIdentity;
        return context.CallerIdentity is null
            ? Say(false, $"listener {Listener.Name} asks for a client certificate, and the caller has none")
            : Say(null, $"unknown because it is not known whether a CA of {Gateway.Reference} issued the caller's certificate");
    }

    /// <summary>How clients' certificates are checked: by port where that is stated, else for the whole Gateway.</summary>
    private GatewayValidation? Validation =>
        Gateway.Object.Spec.Tls?.Frontend is not { } frontend ? null
        : frontend.PerPort?.FirstOrDefault(item => item.Port == Listener.Port) is { } port ? port.Tls.Validation
        : frontend.Default.Validation;

    private LayerAnswer Say(bool? allow, string reason) => new()
    {
        Layer = Layer.ServerTls,
        Allow = allow,
        DecidedBy = Gateway.Reference.ToString(),
        Object = Gateway.Reference,
        Source = Gateway.Source,
        Reason = reason,
    };
}
