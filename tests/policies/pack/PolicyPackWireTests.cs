using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Tests.Policies.Pack;

/// <summary>What a client can do wrong, and how large and deep a request may be.</summary>
public sealed class PolicyPackWireTests(PolicyPackProcess pack) : IClassFixture<PolicyPackProcess>
{
    [Theory]
    [InlineData("", "3")]
    [InlineData("00000000", "3")]
    [InlineData("00000000050A", "3")]
    [InlineData("0000000000FF", "3")]
    [InlineData("0000000002FFFF", "3")]
    [InlineData("0100000000", "12")]
    [InlineData("00FFFFFFFF00", "8")]
    public async Task Request_ThatIsNoMessage_EndsWithAStatus(string bytes, string status)
    {
        var (actual, message) = await PostAsync(Convert.FromHexString(bytes));

        actual.ShouldBe(status);
        message.ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData(300, "0")]
    [InlineData(400, "3")]
    [InlineData(5_000, "3")]
    public async Task Properties_NestedDeeply_AreReadOrRefused(int levels, string status)
    {
        var value = Field(3, "leaf"u8);
        for (var level = 0; level < levels; level++)
        {
            // Value.struct_value holding Struct.fields holding one entry of key and value.
            value = Field(5, Field(1, [.. Field(1, "a"u8), .. Field(2, value)]));
        }

        byte[] request = [.. Field(1, "kubernetes:example.org/v1:Tree"u8), .. Field(2, [.. Text("apiVersion", "example.org/v1"), .. Text("kind", "Tree"), .. Entry("spec", value)])];

        byte[] length = BitConverter.GetBytes(IPAddress.HostToNetworkOrder(request.Length));
        var (actual, _) = await PostAsync([0, .. length, .. request]);

        actual.ShouldBe(status);
        pack.Answer("GetPluginInfo");

        static byte[] Text(string key, string text) => Entry(key, Field(3, Encoding.UTF8.GetBytes(text)));
        static byte[] Entry(string key, byte[] value) => Field(1, [.. Field(1, Encoding.UTF8.GetBytes(key)), .. Field(2, value)]);
    }

    [Fact]
    public void Call_OfAMethodThatDoesNotExist_IsUnimplemented() => Code(pack.Call([PolicyPackProcess.Request("NoSuchMethod")])[0]).ShouldBe(12);

    [Fact]
    public void Call_Compressed_IsUnimplemented()
    {
        var answer = pack.Call([PolicyPackProcess.Request("Handshake", new JsonObject { ["engine_address"] = "127.0.0.1:1" })], compression: "gzip")[0];

        Code(answer).ShouldBe(12);
        answer!["message"]!.GetValue<string>().ShouldBe("the message is compressed; this server reads plain messages");
    }

    [Fact]
    public void Stack_OfFortyMegabytes_IsRead()
    {
        var resource = PulumiResources.Of("kubernetes:core/v1:ConfigMap", "large", new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "ConfigMap",
            ["metadata"] = new JsonObject { ["name"] = "large", ["namespace"] = "shop" },
            ["data"] = new JsonObject { ["text"] = new string('x', 1_000_000) },
        });
        var resources = new JsonArray([.. Enumerable.Range(0, 40).Select(_ => resource.DeepClone())]);

        Code(pack.Call([PolicyPackProcess.Request("AnalyzeStack", new JsonObject { ["resources"] = resources })])[0]).ShouldBe(0);
    }

    private async Task<(string Status, string? Message)> PostAsync(byte[] bytes)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{pack.Port}/pulumirpc.Analyzer/Analyze")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(bytes),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");

        using var response = await client.SendAsync(request);
        await response.Content.ReadAsByteArrayAsync();

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (
            response.TrailingHeaders.GetValues("grpc-status").Single(),
            response.TrailingHeaders.TryGetValues("grpc-message", out var messages) ? messages.Single() : null);
    }

    /// <summary>A field of protobuf's wire type 2: its number, the length of its bytes, the bytes.</summary>
    private static byte[] Field(int number, ReadOnlySpan<byte> bytes)
    {
        var field = new List<byte> { (byte)((number << 3) | 2) };
        var length = bytes.Length;
        while (length > 127)
        {
            field.Add((byte)((length & 127) | 128));
            length >>= 7;
        }

        return [.. field, (byte)length, .. bytes];
    }

    private static int Code(JsonNode? answer) => answer!["code"]!.GetValue<int>();
}
