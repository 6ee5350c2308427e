namespace Pulumi.Random;

/// <summary>The arguments of a random password.</summary>
public sealed class RandomPasswordArgs : ResourceArgs
{
    [Input("keepers")]
    private InputMap<string>? _keepers;

    /// <summary>Values whose change makes a new password. The default is none.</summary>
    public InputMap<string> Keepers { get => _keepers ??= []; set => _keepers = value; }

    /// <summary>The number of characters.</summary>
    [Input("length", required: true)]
    public Input<int> Length { get; set; } = null!;

    /// <summary>Whether lower-case letters occur. The default is true.</summary>
    [Input("lower")]
    public Input<bool>? Lower { get; set; }

    /// <summary>The least number of lower-case letters. The default is 0.</summary>
    [Input("minLower")]
    public Input<int>? MinLower { get; set; }

    /// <summary>The least number of digits. The default is 0.</summary>
    [Input("minNumeric")]
    public Input<int>? MinNumeric { get; set; }

    /// <summary>The least number of special characters. The default is 0.</summary>
    [Input("minSpecial")]
    public Input<int>? MinSpecial { get; set; }

    /// <summary>The least number of upper-case letters. The default is 0.</summary>
    [Input("minUpper")]
    public Input<int>? MinUpper { get; set; }

    /// <summary>Whether digits occur. The default is true.</summary>
    [Input("numeric")]
    public Input<bool>? Numeric { get; set; }

    /// <summary>The special characters. The default is the provider's.</summary>
    [Input("overrideSpecial")]
    public Input<string>? OverrideSpecial { get; set; }

    /// <summary>Whether special characters occur. The default is true.</summary>
    [Input("special")]
    public Input<bool>? Special { get; set; }

    /// <summary>Whether upper-case letters occur. The default is true.</summary>
    [Input("upper")]
    public Input<bool>? Upper { get; set; }
}
