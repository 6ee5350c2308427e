using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tests.Components.Workloads;

/// <summary>A real server that a test started: what it said so far, and the certainty that it ends with the test.</summary>
internal sealed class RunningServer : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static readonly ConcurrentQueue<FileStream> Claims = [];

    private static int _lastPort = 20000 + (Environment.ProcessId % 1000 * 10);

    private readonly Process _process;
    private readonly StringBuilder _log = new();

    public RunningServer(Process process)
    {
        _process = process;
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int ProcessId => _process.Id;

    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    /// <summary>
    /// A port that is free and below those that the system gives to outgoing connections: it stays free until the server takes it. While this process
    /// runs, a lock on a file keeps it from other processes that run tests.
    /// </summary>
    public static int FreePort()
    {
        for (var port = Interlocked.Increment(ref _lastPort); port < 32768; port = Interlocked.Increment(ref _lastPort))
        {
            if (IsFree(port) && Claim(port) is { } claim)
            {
                Claims.Enqueue(claim);
                return port;
            }
        }

        throw new InvalidOperationException("no port between 20000 and 32767 is free");
    }

    /// <summary>Waits until it has said something, and fails with everything that it said where it does not.</summary>
    public async Task SaysAsync(string text)
    {
        for (var waited = Stopwatch.StartNew(); !Log.Contains(text, StringComparison.Ordinal); await Task.Delay(50))
        {
            if (_process.HasExited || waited.Elapsed > Limit)
            {
                throw new InvalidOperationException($"the server did not say '{text}':\n{Log}");
            }
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Any, port);
            listener.Start();
            return true;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return false;
        }
    }

    /// <summary>A lock that ends with the process; null where another process has it.</summary>
    private static FileStream? Claim(int port)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"mtls-tests-ports-{Environment.UserName}"));
        try
        {
            return new FileStream(Path.Combine(folder.FullName, $"{port}"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_log)
        {
            _log.Append(line.Data).Append('\n');
        }
    }
}
