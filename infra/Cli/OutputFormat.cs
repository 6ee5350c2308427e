namespace Infra.Cli;

/// <summary>The forms in which a result is printed; each verb offers those that fit it.</summary>
internal enum OutputFormat
{
    /// <summary>Tables and trees for people.</summary>
    Table,

    /// <summary>One JSON document.</summary>
    Json,

    /// <summary>The same document as YAML.</summary>
    Yaml,

    /// <summary>Markdown that fits a pull-request comment.</summary>
    Markdown,

    /// <summary>SARIF 2.1.0, which code scanning ingests.</summary>
    Sarif,

    /// <summary>JUnit XML, which every CI system ingests.</summary>
    Junit,

    /// <summary>GitHub's workflow commands, which become annotations.</summary>
    Github,

    /// <summary>A picture in SVG 1.1.</summary>
    Svg,

    /// <summary>One page of HTML that needs no other file.</summary>
    Html,
}
