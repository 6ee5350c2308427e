namespace Tests.Support;

/// <summary>Sets an environment variable until it is disposed of. For tests of the collection "process-wide" only.</summary>
internal sealed class TemporaryVariable : IDisposable
{
    private readonly string _name;
    private readonly string? _before;

    public TemporaryVariable(string name, string? value)
    {
        _name = name;
        _before = Environment.GetEnvironmentVariable(name);
        Environment.SetEnvironmentVariable(name, value);
    }

    public void Dispose() => Environment.SetEnvironmentVariable(_name, _before);
}
