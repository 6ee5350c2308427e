using Pulumi;

namespace Tests.Sdk;

/// <summary>A component that runs a piece of a program as its children.</summary>
internal sealed class SampleComponent : ComponentResource
{
    public SampleComponent(string name, ComponentResourceOptions? options = null, Action<SampleComponent>? children = null)
        : base("sample:index:Component", name, new SampleArgs { Value = "of the component" }, options)
    {
        children?.Invoke(this);
        Password = Output.CreateSecret("hidden");
        RegisterOutputs();
    }

    [Output("password")]
    public Output<string> Password { get; private set; }
}
