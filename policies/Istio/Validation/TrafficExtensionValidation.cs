namespace Policies.Istio.Validation;

internal static class TrafficExtensionValidation
{
    private const int LongestCode = 65536;

    public static void Check(Field root, Problems problems)
    {
        var spec = root["spec"];
        var (wasm, lua) = (spec["wasm"], spec["lua"]);
        if (wasm.IsPresent == lua.IsPresent)
        {
            problems.Error(spec, "exactly one of wasm and lua must be set");
        }

        SelectorChecks.CheckAttachment(spec, problems);
        if (wasm.IsPresent)
        {
            WasmChecks.Check(wasm, problems);
        }

        var code = lua["inlineCode"];
        if (lua.IsPresent && code.Text.Length is (0 or > LongestCode))
        {
            problems.Error(code, code.IsFilled ? $"the code has {code.Text.Length} characters, more than {LongestCode}" : "the code is required");
        }

        WasmChecks.CheckMatch(spec["match"], problems);
    }
}
