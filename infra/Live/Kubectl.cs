using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Infra.Cli;
using Manifests;
using Manifests.Reading;
using Policies;

namespace Infra.Live;

/// <summary>Reads clusters through <c>kubectl</c>, with the user's own kubeconfig.</summary>
/// <param name="program">The program, <c>kubectl</c> or a path.</param>
/// <param name="patience">How long a call may take before it is ended; a minute when absent.</param>
internal sealed class Kubectl(string program, TimeSpan? patience = null)
{
    // Each call is a process that waits for the network.
    private const int Parallel = 4;
    private const string Timeout = "20s";
    private static readonly TimeSpan PortLimit = TimeSpan.FromSeconds(20);

    // kubectl's own limit is for the API server's answers: a login that its kubeconfig starts may wait for ever.
    private readonly TimeSpan _patience = patience ?? TimeSpan.FromMinutes(1);

    /// <summary>Reads the objects of some kinds from all namespaces.</summary>
    /// <param name="region">The region.</param>
    /// <param name="context">The kubeconfig context that reaches its cluster.</param>
    /// <param name="kinds">The kinds; those that the cluster does not know are told in <see cref="LiveCluster.MissingKinds"/>.</param>
    /// <exception cref="CliFailure">kubectl is missing, or the cluster did not answer.</exception>
    public async Task<LiveCluster> ReadAsync(string region, string context, IReadOnlyList<KindReference> kinds)
    {
        using var slots = new SemaphoreSlim(Parallel);
        var answers = await Task.WhenAll(kinds.Select(async kind =>
        {
            await slots.WaitAsync();
            try
            {
                return await GetAsync(region, context, kind);
            }
            finally
            {
                slots.Release();
            }
        }));
        return new LiveCluster(
            region, answers.SelectMany(answer => answer ?? []), [.. kinds.Where((_, at) => answers[at] is null).Select(kind => kind.Argument)]);
    }

    /// <summary>Reads one object; null where there is none.</summary>
    /// <param name="region">The region.</param>
    /// <param name="context">The kubeconfig context that reaches its cluster.</param>
    /// <param name="kind">The kind as kubectl takes it.</param>
    /// <param name="namespace">Its namespace; null for one without.</param>
    /// <param name="name">Its name.</param>
    /// <exception cref="CliFailure">kubectl is missing, or the cluster did not answer.</exception>
    public async Task<MapNode?> FindAsync(string region, string context, string kind, string? @namespace, string name)
    {
        string[] where = @namespace is null ? [] : ["--namespace", @namespace];
        var run = await RunAsync(["--context", context, "get", kind, name, .. where, "--output", "json", "--request-timeout", Timeout]);
        return run.ExitCode == 0 ? Read(region, $"kubectl get {kind}", run.Output).SingleOrDefault()
            : run.Error.Contains("(NotFound)", StringComparison.Ordinal) ? null
            : throw Unreachable(region, context, run.Error);
    }

    /// <summary>Reads the objects of some kinds in a namespace.</summary>
    /// <param name="region">The region.</param>
    /// <param name="context">The kubeconfig context that reaches its cluster.</param>
    /// <param name="kinds">The kinds, with commas between them.</param>
    /// <param name="namespace">The namespace.</param>
    /// <exception cref="CliFailure">kubectl is missing, or the cluster did not answer.</exception>
    public async Task<IReadOnlyList<MapNode>> ListAsync(string region, string context, string kinds, string @namespace)
    {
        var run = await RunAsync(["--context", context, "get", kinds, "--namespace", @namespace, "--output", "json", "--request-timeout", Timeout]);
        return run.ExitCode == 0 ? Read(region, $"kubectl get {kinds}", run.Output) : throw Unreachable(region, context, run.Error);
    }

    /// <summary>Runs a command that answers with a text.</summary>
    /// <param name="region">The region.</param>
    /// <param name="context">The kubeconfig context that reaches its cluster.</param>
    /// <param name="arguments">The command.</param>
    /// <exception cref="CliFailure">kubectl is missing, or the command failed.</exception>
    public async Task<string> AskAsync(string region, string context, IEnumerable<string> arguments)
    {
        var run = await RunAsync(["--context", context, "--request-timeout", Timeout, .. arguments]);
        return run.ExitCode == 0 ? run.Output : throw Unreachable(region, context, run.Error);
    }

    /// <summary>Brings a port of a pod to this machine.</summary>
    /// <param name="region">The region.</param>
    /// <param name="context">The kubeconfig context that reaches its cluster.</param>
    /// <param name="pod">The pod.</param>
    /// <param name="port">Its port.</param>
    /// <exception cref="CliFailure">kubectl is missing, or the port cannot be reached.</exception>
    public async Task<PortForward> ForwardAsync(string region, string context, ObjectReference pod, int port)
    {
        var target = string.Create(CultureInfo.InvariantCulture, $":{port}");
        string[] arguments = ["--context", context, "port-forward", $"pod/{pod.Name}", target, "--namespace", pod.Namespace!, "--address", "127.0.0.1"];
        var (forward, error) = await StartedAsync(() => PortForward.StartAsync(Start(arguments), PortLimit), "");
        return forward ?? throw Unreachable(region, context, $"{pod}, port {target[1..]}: {LastLine(error)}");
    }

    /// <summary>Runs a command that changes something.</summary>
    /// <param name="region">The region.</param>
    /// <param name="context">The kubeconfig context that reaches its cluster.</param>
    /// <param name="arguments">The command.</param>
    /// <exception cref="CliFailure">kubectl is missing, or the command failed.</exception>
    public async Task DoAsync(string region, string context, IEnumerable<string> arguments)
    {
        var run = await RunAsync(["--context", context, .. arguments, "--request-timeout", Timeout]);
        if (run.ExitCode != 0)
        {
            throw Unreachable(region, context, run.Error);
        }
    }

    private async Task<IReadOnlyList<MapNode>?> GetAsync(string region, string context, KindReference kind)
    {
        var dump = $", or give a dump with --dump {region}=<file>";
        var run = await RunAsync(["--context", context, "get", kind.Argument, "--all-namespaces", "--output", "json", "--request-timeout", Timeout], dump);
        if (run.ExitCode != 0)
        {
            return run.Error.Contains("the server doesn't have a resource type", StringComparison.Ordinal)
                || run.Error.Contains("no matches for kind", StringComparison.Ordinal)
                ? null
                : throw Unreachable(region, context, run.Error, dump);
        }

        return Read(region, $"kubectl get {kind.Argument}", run.Output);
    }

    private static IReadOnlyList<MapNode> Read(string region, string name, string text)
    {
        var read = new ManifestReader().ReadText(text, name);
        var problem = read.Errors is [var error, ..] ? error.Message
            // Where there is nothing, kubectl prints an empty list: no text at all is no answer, nor is what a login page says.
            : text.AsSpan().Trim().IsEmpty ? "printed nothing"
            : read.Items.Any(item => ObjectReference.To(item, region) is null) ? "printed something that is no Kubernetes object"
            : null;
        return problem is null ? read.Items : throw CliFailure.Unreadable($"region {region}: {name}: {problem}", $"see what '{name} --output json' prints");
    }

    /// <param name="region">The region.</param>
    /// <param name="context">The kubeconfig context.</param>
    /// <param name="error">What kubectl said.</param>
    /// <param name="otherwise">What else can be done; only verbs that read everything take dumps.</param>
    private static CliFailure Unreachable(string region, string context, string error, string otherwise = "")
    {
        return CliFailure.Unreadable(
            $"region {region}: kubectl, context '{context}': {PlainText.Line(LastLine(error))}",
            $"see 'kubectl config get-contexts'; the context is mtls:regions.{region}.context{otherwise}");
    }

    private static string LastLine(string text) => text.Split('\n').Select(line => line.Trim()).LastOrDefault(line => line.Length > 0) ?? "no answer";

    private Task<(int ExitCode, string Output, string Error)> RunAsync(IEnumerable<string> arguments, string otherwise = "") => StartedAsync(
        async () =>
        {
            using var process = Process.Start(Start(arguments))!;
            process.StandardInput.Close();
            using var time = new CancellationTokenSource(_patience);
            var (output, error) = (process.StandardOutput.ReadToEndAsync(time.Token), process.StandardError.ReadToEndAsync(time.Token));
            try
            {
                await process.WaitForExitAsync(time.Token);
                return (process.ExitCode, await output, await error);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
                return (
                    -1,
                    "",
                    string.Create(CultureInfo.InvariantCulture, $"no answer within {_patience.TotalSeconds:0} s; does its kubeconfig wait for a login?"));
            }
        },
        otherwise);

    private ProcessStartInfo Start(IEnumerable<string> arguments) =>
        new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };

    private async Task<T> StartedAsync<T>(Func<Task<T>> run, string otherwise)
    {
        try
        {
            return await run();
        }
        catch (Win32Exception e)
        {
            throw CliFailure.Unreadable(
                $"{program} cannot be started: {new Win32Exception(e.NativeErrorCode).Message}", $"install kubectl, or name another with --kubectl{otherwise}");
        }
    }
}
