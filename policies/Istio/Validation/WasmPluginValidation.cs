namespace Policies.Istio.Validation;

internal static class WasmPluginValidation
{
    public static void Check(Field root, Problems problems)
    {
        var spec = root["spec"];
        SelectorChecks.CheckAttachment(spec, problems);
        WasmChecks.Check(spec, problems);
        WasmChecks.CheckMatch(spec["match"], problems);
    }
}
