using Pulumi;
using Pulumi.Random;
using Pulumi.Tls;
using Pulumi.Utilities;
using Shouldly;
using Xunit;

namespace Tests.Sdk;

public sealed class KeyAndPasswordTests
{
    [Fact]
    public async Task PrivateKey_SendsAlgorithmAndReturnsWhatTheMockGives()
    {
        var mocks = new RecordingMocks { State = args => args.Inputs.Add("privateKeyPem", Output.CreateSecret("key")).Add("publicKeyPem", "public") };
        PrivateKey key = null!;
        await Hermetic.UpAsync(mocks, () => key = new PrivateKey("root", new() { Algorithm = "ECDSA", EcdsaCurve = "P384" }, new() { Protect = true }));

        mocks["root"].Type.ShouldBe("tls:index/privateKey:PrivateKey");
        (await OutputUtilities.GetValueAsync(key.EcdsaCurve)).ShouldBe("P384");
        (await OutputUtilities.GetValueAsync(key.PublicKeyPem)).ShouldBe("public");
        (await Output.IsSecretAsync(key.PrivateKeyPem)).ShouldBeTrue();
    }

    [Fact]
    public async Task PrivateKey_OutputUnderMocks_IsSecretOnlyIfTheMockSaysSo()
    {
        PrivateKey key = null!;
        await Hermetic.UpAsync(
            new RecordingMocks { State = args => args.Inputs.Add("privateKeyPem", "key") },
            () => key = new PrivateKey("root", new() { Algorithm = "ECDSA" }));

        (await Output.IsSecretAsync(key.PrivateKeyPem)).ShouldBeFalse();
    }

    [Fact]
    public async Task RandomPassword_SendsLengthAndReturnsItsResult()
    {
        var mocks = new RecordingMocks { State = args => args.Inputs.Add("result", Output.CreateSecret("p")) };
        RandomPassword password = null!;
        await Hermetic.UpAsync(mocks, () => password = new RandomPassword("provisioner", new() { Length = 32, Special = false, Keepers = { ["a"] = "b" } }));

        mocks["provisioner"].Type.ShouldBe("random:index/randomPassword:RandomPassword");
        mocks["provisioner"].Inputs["length"].ShouldBe(32.0);
        (await OutputUtilities.GetValueAsync(password.Length)).ShouldBe(32);
        (await Output.IsSecretAsync(password.Result)).ShouldBeTrue();
    }
}
