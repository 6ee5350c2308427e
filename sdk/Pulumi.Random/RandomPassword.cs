using System.Collections.Immutable;

namespace Pulumi.Random;

/// <summary>A random password, made once and kept in the stack's encrypted state.</summary>
[ResourceType("random:index/randomPassword:RandomPassword", Version)]
public class RandomPassword : CustomResource
{
    // The version that is imitated; it selects the provider's plugin.
    private const string Version = "4.21.1";

    /// <summary>Registers the resource.</summary>
    /// <param name="name">The name of the resource.</param>
    /// <param name="args">The arguments.</param>
    /// <param name="options">The options; null for none.</param>
    public RandomPassword(string name, RandomPasswordArgs args, CustomResourceOptions? options = null)
        : base("random:index/randomPassword:RandomPassword", name, args ?? new RandomPasswordArgs(), WithDefaults(options))
    {
    }

    /// <summary>The password's bcrypt hash. Secret on a real engine.</summary>
    [Output("bcryptHash")]
    public Output<string> BcryptHash { get; private set; } = null!;

    /// <summary>Values whose change makes a new password.</summary>
    [Output("keepers")]
    public Output<ImmutableDictionary<string, string>?> Keepers { get; private set; } = null!;

    /// <summary>The number of characters.</summary>
    [Output("length")]
    public Output<int> Length { get; private set; } = null!;

    /// <summary>Whether lower-case letters occur.</summary>
    [Output("lower")]
    public Output<bool> Lower { get; private set; } = null!;

    /// <summary>The least number of lower-case letters.</summary>
    [Output("minLower")]
    public Output<int> MinLower { get; private set; } = null!;

    /// <summary>The least number of digits.</summary>
    [Output("minNumeric")]
    public Output<int> MinNumeric { get; private set; } = null!;

    /// <summary>The least number of special characters.</summary>
    [Output("minSpecial")]
    public Output<int> MinSpecial { get; private set; } = null!;

    /// <summary>The least number of upper-case letters.</summary>
    [Output("minUpper")]
    public Output<int> MinUpper { get; private set; } = null!;

    /// <summary>Whether digits occur.</summary>
    [Output("numeric")]
    public Output<bool> Numeric { get; private set; } = null!;

    /// <summary>The special characters.</summary>
    [Output("overrideSpecial")]
    public Output<string?> OverrideSpecial { get; private set; } = null!;

    /// <summary>The password. Secret on a real engine.</summary>
    [Output("result")]
    public Output<string> Result { get; private set; } = null!;

    /// <summary>Whether special characters occur.</summary>
    [Output("special")]
    public Output<bool> Special { get; private set; } = null!;

    /// <summary>Whether upper-case letters occur.</summary>
    [Output("upper")]
    public Output<bool> Upper { get; private set; } = null!;

    private static CustomResourceOptions WithDefaults(CustomResourceOptions? options) => CustomResourceOptions.Merge(
        new() { Version = Version, AdditionalSecretOutputs = ["bcryptHash", "result"] }, options);
}
