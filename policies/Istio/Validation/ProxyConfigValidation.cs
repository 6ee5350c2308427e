namespace Policies.Istio.Validation;

internal static class ProxyConfigValidation
{
    public static void Check(Field root, Problems problems)
    {
        SelectorChecks.CheckLabels(root["spec"]["selector"], "matchLabels", problems);
        CommonChecks.NotNegative(root["spec"], problems, "concurrency");
    }
}
