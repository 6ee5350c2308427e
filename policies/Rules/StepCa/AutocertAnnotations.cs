namespace Policies.Rules.StepCa;

/// <summary>What autocert's code looks for (smallstep/autocert, <c>controller/main.go</c>).</summary>
internal static class AutocertAnnotations
{
    /// <summary>The annotation by which a pod asks for a certificate.</summary>
    public const string Name = "autocert.step.sm/name";

    /// <summary>The annotation that leaves the renewer out.</summary>
    public const string BootstrapperOnly = "autocert.step.sm/bootstrapper-only";

    /// <summary>The label of the namespaces that it serves.</summary>
    public const string Label = "autocert.step.sm";

    /// <summary>The label's value.</summary>
    public const string Enabled = "enabled";
}
