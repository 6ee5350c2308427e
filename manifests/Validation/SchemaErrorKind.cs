namespace Manifests.Validation;

/// <summary>What is wrong with a value, by the rule that it breaks.</summary>
public enum SchemaErrorKind
{
    /// <summary><c>apiVersion</c> or <c>kind</c> is missing or no string.</summary>
    MissingIdentity,

    /// <summary>No pinned schema knows the group and kind.</summary>
    UnknownKind,

    /// <summary>The kind is known, the version is not served.</summary>
    UnknownVersion,

    /// <summary>A field that the schema does not have.</summary>
    UnknownField,

    /// <summary>A required field is missing.</summary>
    MissingField,

    /// <summary>A value of another type.</summary>
    WrongType,

    /// <summary>A value that is not among the allowed ones.</summary>
    NotInEnum,

    /// <summary>A string that does not match the pattern.</summary>
    PatternMismatch,

    /// <summary>A string that is not of the format, such as <c>date-time</c>.</summary>
    InvalidFormat,

    /// <summary>A number below the minimum or above the maximum.</summary>
    OutOfBounds,

    /// <summary>A string, list or map that is too short or too long.</summary>
    WrongSize,

    /// <summary>Two items of a list with equal keys (<c>x-kubernetes-list-type: map</c>).</summary>
    DuplicateKey,

    /// <summary>Two equal items of a set (<c>x-kubernetes-list-type: set</c>).</summary>
    DuplicateItem,

    /// <summary>A combination of fields that <c>anyOf</c>, <c>oneOf</c> or <c>not</c> excludes.</summary>
    InvalidCombination,

    /// <summary>A name that Kubernetes does not accept for the kind.</summary>
    InvalidName,

    /// <summary>A namespace on an object that lives outside namespaces.</summary>
    WrongScope,

    /// <summary>A label or annotation that breaks Kubernetes' syntax or size.</summary>
    InvalidLabel,
}
