namespace Pulumi;

/// <summary>Takes the values out of several outputs and adds up what is known about them.</summary>
internal sealed class OutputJoin
{
    public ResourceSet Resources { get; private set; }

    public bool IsKnown { get; private set; } = true;

    public bool IsSecret { get; private set; }

    public async ValueTask<T> Take<T>(Output<T> output)
    {
        var data = await output.DataAsync();
        Add(data.Resources, data.IsKnown, data.IsSecret);
        return data.Value;
    }

    public async ValueTask<object?> TakeAny(object? value)
    {
        if ((value as IInput)?.ToOutput() is not { } output)
        {
            output = value as IOutput;
        }

        if (output is null)
        {
            return value;
        }

        var data = await output.GetDataAsync();
        Add(data.Resources, data.IsKnown, data.IsSecret);
        return data.Value;
    }

    private void Add(ResourceSet resources, bool isKnown, bool isSecret)
    {
        Resources = Resources.Union(resources);
        IsKnown &= isKnown;
        IsSecret |= isSecret;
    }
}
