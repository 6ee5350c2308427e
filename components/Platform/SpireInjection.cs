using static Components.Platform.ChartValues;

namespace Components.Platform;

/// <summary>
/// How proxies come to SPIRE's socket: injection templates beside Istio's own, which put the SPIFFE CSI driver's volume in the place of the empty one
/// (istio.io, "SPIRE"; istio samples/security/spire-trust-domain-federation). An agent that finds the socket starts no SDS server of its own.
/// </summary>
internal static class SpireInjection
{
    private const string Sidecar = "spire";
    private const string Gateway = "spire-gateway";

    /// <summary>In the place where Istio's own sidecar template puts the proxy: among the init containers where Kubernetes has sidecars of its own.</summary>
    private const string SidecarList =
        """{{ if ne (index .ObjectMeta.Annotations `sidecar.istio.io/nativeSidecar` | default (printf "%t" .NativeSidecars)) "false" }}initContainers{{ else }}containers{{ end }}""";

    /// <summary>The value <c>sidecarInjectorWebhook</c> of the chart <c>istiod</c>: every injected pod gets the socket, without an annotation.</summary>
    public static Dictionary<string, object> Webhook => Map(
        ("defaultTemplates", List(["sidecar", Sidecar])),
        ("templates", Map((Sidecar, Template(SidecarList)), (Gateway, Template("containers")))));

    /// <summary>The value <c>podAnnotations</c> of the chart <c>gateway</c>, whose pods name their templates themselves.</summary>
    public static Dictionary<string, object> GatewayAnnotations => Map(("inject.istio.io/templates", $"gateway,{Gateway}"));

    private static string Template(string list) =>
        $"""
        spec:
          {list}:
          - name: istio-proxy
            volumeMounts:
            - name: workload-socket
              mountPath: /var/run/secrets/workload-spiffe-uds
              readOnly: true
          volumes:
          - name: workload-socket
            csi:
              driver: csi.spiffe.io
              readOnly: true

        """.ReplaceLineEndings("\n");
}
