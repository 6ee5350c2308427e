namespace Policies.Symbolic.Text;

/// <summary>The sets of characters that patterns are made of. Bits, so that a character's memberships are one number.</summary>
[Flags]
internal enum CharClass
{
    /// <summary>One character only, which the set names.</summary>
    None = 0,

    /// <summary>Every character.</summary>
    Any = 1,

    /// <summary>Every character but the slash.</summary>
    NotSlash = 2,

    /// <summary>What Envoy's <c>{*}</c> takes: <c>[a-zA-Z0-9-._~%!$&amp;'()+,;:@]</c>.</summary>
    TemplateSegment = 4,

    /// <summary>What Envoy's <c>{**}</c> takes: <see cref="TemplateSegment"/> and the slash.</summary>
    TemplatePath = 8,

    /// <summary>Letters and digits of a Kubernetes name: <c>[a-z0-9]</c>.</summary>
    Name = 16,

    /// <summary>Inside a Kubernetes name: <see cref="Name"/> and the hyphen and the dot.</summary>
    NameInside = 32,

    /// <summary>What an HTTP method is made of (RFC 9110 §5.6.2, <c>tchar</c>).</summary>
    Token = 64,

    /// <summary>What a host is made of, in lower case, a port and IPv6 brackets included.</summary>
    Host = 128,

    /// <summary>What a URI path is made of, the slash included; no query and no fragment.</summary>
    UriPath = 256,

    /// <summary>What the name of a host is made of, in lower case: no port, no brackets.</summary>
    HostName = 512,
}
