using System.Globalization;
using Policies.Pack;
using Policies.Pack.Grpc;

// Pulumi starts a pack with its own address as the last argument, after switches for logging and tracing, and reads the pack's port from the
// first line of stdout: nothing else may be written there before.
if (args is not [.., var engine] || !EngineWatch.IsAddress(engine))
{
    Console.Error.WriteLine("policy-pack: started by Pulumi, with the address of its engine as the last argument: pulumi preview --policy-pack <this file>");
    return 2;
}

using var stopping = new CancellationTokenSource();
var service = new AnalyzerService(stopping.Cancel, TimeProvider.System);
await using var server = await GrpcServer.StartAsync(service.Methods, stopping.Token);
Console.Out.WriteLine(server.Port.ToString(CultureInfo.InvariantCulture));
Console.Out.Flush();

await using var watch = EngineWatch.Start(engine, stopping.Cancel);
await server.WaitForEndAsync();
return 0;
