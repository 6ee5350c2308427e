using System.Text.RegularExpressions;

namespace Infra.Settings;

/// <summary>The rules of all text forms.</summary>
internal static partial class TextForms
{
    // .NET's $ also matches before a last line feed, \z does not; JSON Schema knows only $. So bodies are kept without anchors.
    private const string Start = "^(?:";
    private const string End = @")\z";
    private const string Label = "[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?";
    private const string LetterLabel = "[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?";
    private const string Dns = Label + @"(?:\." + Label + ")*";
    private const string Segment = "[A-Za-z0-9._~!$&'()+,;=:@%-]+";
    private const string QualifiedName = "[A-Za-z0-9](?:[-._A-Za-z0-9]{0,61}[A-Za-z0-9])?";

    private const string LineBody = @"[^\u0000-\u001f\u007f]+";
    private const string RegionBody = "[a-z](?:[-a-z0-9]{0,18}[a-z0-9])?";
    private const string PortNameBody = "(?=[0-9-]*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*";
    private const string PortNameOrNumberBody = PortNameBody + "|[1-9][0-9]{0,4}";
    private const string AddressBody = Dns + "|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*";
    private const string TrustDomainBody = "[a-z0-9._-]+";
    private const string LabelKeyBody = "(?:" + Dns + "/)?" + QualifiedName;
    private const string SourceBody = "@ingress|@prometheus|@anyone|" + LetterLabel;
    private const string MethodBody = "GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|TRACE|CONNECT";
    private const string PathBody =
        "/|(?:/" + Segment + @"|/\{\*\})+/?|(?:/" + Segment + @")*/\*|(?:/" + Segment + @"|/\{\*\})*/\{\*\*\}(?:/" + Segment + ")*";
    private const string KeyPatternBody = @"[A-Za-z0-9_$.*:/?#@{}\[\]^=+~-]+";
    private const string SubjectBody = @"[A-Za-z0-9_$.*>:/?#@{}\[\]^=+~-]+";
    private const string RoleBody = "[a-z_][a-z0-9_]*";
    private const string ImageBody = @"[a-z0-9][a-z0-9._:/-]*(?::[A-Za-z0-9_][A-Za-z0-9._-]*|@sha256:[0-9a-f]{64})";
    private const string ChartVersionBody = @"v?[0-9]+\.[0-9]+\.[0-9]+(?:-[0-9A-Za-z.-]+)?";

    private const string RuleCodeBody = "MTLS[1-69][0-9]{2}";
    private const string CertificatesBody = @"[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]+";
    private const string HostNameBody = @"(?:\*\.)?" + Label + @"(?:\." + Label + ")+";
    private const string EmailBody = "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@" + Label + @"(?:\." + Label + ")+";

    private const string VariableNameBody = "[A-Za-z_][A-Za-z0-9_]*";
    private const string ApiServerBody = "https://(?:" + Dns + ")(?::443|:6443)?";
    private const string FilePathBody = "(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)+";

    private static readonly TextRule[] Rules =
    [
        new(
            "a text on one line",
            "1 to 1024 characters, none of them a control character",
            1024, LineBody, LineMatcher()),
        new("a DNS label", "a to z, 0 to 9 and - inside, at most 63 characters", 63, Label, LabelMatcher()),
        new(
            "a region's name",
            "a to z first, then a to z, 0 to 9 and - inside, at most 20 characters",
            20, RegionBody, RegionMatcher()),
        new(
            "a service's name",
            "a to z first, then a to z, 0 to 9 and - inside, at most 63 characters",
            63, LetterLabel, LetterLabelMatcher()),
        new(
            "a port's name",
            "a to z, 0 to 9 and single - inside, with a letter, at most 15 characters",
            15, PortNameBody, PortNameMatcher()),
        new(
            "a DNS name",
            "dot-separated DNS labels in lower case without wildcard, at most 253 characters",
            253, Dns, DnsMatcher()),
        new("an address", "a DNS name in lower case or an IP address", 253, AddressBody, AddressMatcher()),
        new(
            "a trust domain",
            "a to z, 0 to 9, . - and _, without spiffe://, at most 255 characters",
            255, TrustDomainBody, TrustDomainMatcher()),
        new(
            "a label's key",
            "at most 63 letters, digits, - _ and ., optionally after a DNS name and /",
            317, LabelKeyBody, LabelKeyMatcher()),
        new("a label's value", "at most 63 letters, digits, - _ and .", 63, QualifiedName, QualifiedNameMatcher()),
        new("a caller", "a service's name, @ingress, @prometheus or @anyone", 63, SourceBody, SourceMatcher()),
        new("an HTTP method", MethodBody.Replace("|", ", ", StringComparison.Ordinal), 7, MethodBody, MethodMatcher()),
        new(
            "a path",
            "an exact path such as /orders, one that ends in /*, or one with {*} and {**} as whole segments",
            1024, PathBody, PathMatcher()),
        new(
            "a NATS subject or a Redis channel",
            "of NATS, dot-separated tokens, * for one token, > at the end for the rest; of Redis, a pattern such as news:*",
            255, SubjectBody, SubjectMatcher()),
        new(
            "a pattern of Redis keys",
            "letters, digits and _$.:/#@=+~-, with *, ? and [ab] as in a file name",
            255, KeyPatternBody, KeyPatternMatcher()),
        new(
            "a PostgreSQL role",
            "a to z, 0 to 9 and _, not a digit first, at most 63 characters",
            63, RoleBody, RoleMatcher()),
        new("a container image", "a repository with a tag or a sha256 digest", 512, ImageBody, ImageMatcher()),
        new(
            "a version",
            "three numbers such as 1.30.3, with v in front where the release has it",
            64, ChartVersionBody, ChartVersionMatcher()),
        new("a rule's code", "MTLS and three digits, such as MTLS338", 7, RuleCodeBody, RuleCodeMatcher()),
        new("certificates in PEM", "certificates in PEM, 65536 characters at most", 65536, CertificatesBody, CertificatesMatcher()),
        new(
            "a set of callers",
            Policies.Statements.CallerSet.Allowed,
            300, Policies.Statements.CallerSet.Pattern, CallerSetMatcher()),
        new(
            "a set of destinations",
            Policies.Statements.TargetSet.Allowed,
            300, Policies.Statements.TargetSet.Pattern, TargetSetMatcher()),
        new("a port's name or number", "a port's name, or a number from 1 to 65535 in quotes", 15, PortNameOrNumberBody, PortNameOrNumberMatcher()),
        new(
            "a public DNS name",
            "at least two dot-separated DNS labels in lower case, optionally after *., at most 180 characters",
            180, HostNameBody, HostNameMatcher()),
        new("an e-mail address", "such as ops@acme.example, with the domain in lower case", 254, EmailBody, EmailMatcher()),
        new("an environment variable's name", "letters, digits and _, not a digit first, at most 63 characters", 63, VariableNameBody, VariableNameMatcher()),
        new(
            "an absolute path",
            "segments of letters, digits, . - and _ after /, none of which begins with a dot, at most 200 characters",
            200, FilePathBody, FilePathMatcher()),
        new(
            "an API server's URL",
            "https:// and a DNS name in lower case or an IPv4 address, with :443 or :6443 or no port",
            253,
            ApiServerBody,
            ApiServerMatcher()),
    ];

    /// <summary>The rule of a form.</summary>
    public static TextRule Of(TextForm form) => Rules[(int)form];

    [GeneratedRegex(Start + LineBody + End)]
    private static partial Regex LineMatcher();

    [GeneratedRegex(Start + Label + End)]
    private static partial Regex LabelMatcher();

    [GeneratedRegex(Start + RegionBody + End)]
    private static partial Regex RegionMatcher();

    [GeneratedRegex(Start + LetterLabel + End)]
    private static partial Regex LetterLabelMatcher();

    [GeneratedRegex(Start + PortNameBody + End)]
    private static partial Regex PortNameMatcher();

    [GeneratedRegex(Start + Dns + End)]
    private static partial Regex DnsMatcher();

    [GeneratedRegex(Start + AddressBody + End)]
    private static partial Regex AddressMatcher();

    [GeneratedRegex(Start + TrustDomainBody + End)]
    private static partial Regex TrustDomainMatcher();

    [GeneratedRegex(Start + LabelKeyBody + End)]
    private static partial Regex LabelKeyMatcher();

    [GeneratedRegex(Start + QualifiedName + End)]
    private static partial Regex QualifiedNameMatcher();

    [GeneratedRegex(Start + SourceBody + End)]
    private static partial Regex SourceMatcher();

    [GeneratedRegex(Start + MethodBody + End)]
    private static partial Regex MethodMatcher();

    [GeneratedRegex(Start + PathBody + End)]
    private static partial Regex PathMatcher();

    [GeneratedRegex(Start + KeyPatternBody + End)]
    private static partial Regex KeyPatternMatcher();

    [GeneratedRegex(Start + SubjectBody + End)]
    private static partial Regex SubjectMatcher();

    [GeneratedRegex(Start + RoleBody + End)]
    private static partial Regex RoleMatcher();

    [GeneratedRegex(Start + ImageBody + End)]
    private static partial Regex ImageMatcher();

    [GeneratedRegex(Start + ChartVersionBody + End)]
    private static partial Regex ChartVersionMatcher();

    [GeneratedRegex(Start + RuleCodeBody + End)]
    private static partial Regex RuleCodeMatcher();

    [GeneratedRegex(Start + CertificatesBody + End)]
    private static partial Regex CertificatesMatcher();

    [GeneratedRegex(Start + Policies.Statements.CallerSet.Pattern + End)]
    private static partial Regex CallerSetMatcher();

    [GeneratedRegex(Start + Policies.Statements.TargetSet.Pattern + End)]
    private static partial Regex TargetSetMatcher();

    [GeneratedRegex(Start + PortNameOrNumberBody + End)]
    private static partial Regex PortNameOrNumberMatcher();

    [GeneratedRegex(Start + HostNameBody + End)]
    private static partial Regex HostNameMatcher();

    [GeneratedRegex(Start + EmailBody + End)]
    private static partial Regex EmailMatcher();

    [GeneratedRegex(Start + VariableNameBody + End)]
    private static partial Regex VariableNameMatcher();

    [GeneratedRegex(Start + FilePathBody + End)]
    private static partial Regex FilePathMatcher();

    [GeneratedRegex(Start + ApiServerBody + End)]
    private static partial Regex ApiServerMatcher();
}
