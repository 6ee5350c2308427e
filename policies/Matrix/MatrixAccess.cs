namespace Policies.Matrix;

/// <summary>How much of what a caller could ask for is let through.</summary>
public enum MatrixAccess
{
    /// <summary>Nothing.</summary>
    Denied,

    /// <summary>Some requests, or all requests to some ports.</summary>
    Some,

    /// <summary>Every request to every port.</summary>
    All,

    /// <summary>It cannot be told whether anything is: an open question, never safe.</summary>
    Unknown,
}
