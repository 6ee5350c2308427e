using Policies.Evaluation;
using Policies.Matrix;

namespace Infra.Cli.Access.Matrices;

/// <summary>
/// The colours of pictures, for light and dark surroundings, as CSS variables. Text on them has a contrast of at least 4.5:1 (WCAG 2.2, 1.4.3); what a
/// colour says, the sign in the cell says too.
/// </summary>
internal static class MatrixColors
{
    /// <summary>The variables.</summary>
    public const string Css = """
        :root { color-scheme: light dark; --page: #ffffff; --ink: #1b1f24; --soft: #57606a; --line: #d0d7de; --denied: #f6f8fa; --all: #116329; --some: #aceebb; --some-ink: #0a3d1a; --plain: #ffd8a8; --plain-ink: #5c2d00; --unknown: #b3261e; --on: #ffffff; }
        @media (prefers-color-scheme: dark) { :root { --page: #0d1117; --ink: #e6edf3; --soft: #9198a1; --line: #30363d; --denied: #161b22; --all: #3fb950; --some: #1b4527; --some-ink: #aff5b4; --plain: #6b3d0c; --plain-ink: #ffdfb6; --unknown: #ff8880; --on: #0d1117; } }
        """;

    /// <summary>The rest of a page's style.</summary>
    public const string PageCss = """
        body { margin: 2rem; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
        h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2.5rem; }
        .soft { color: var(--soft); }
        .said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
        .matrix { overflow: auto; max-height: 90vh; position: relative; width: fit-content; max-width: 100%; }
        .matrix table { border-collapse: separate; border-spacing: 2px; }
        .matrix th { font-weight: normal; text-align: left; white-space: nowrap; background: var(--page); position: sticky; padding: 2px 8px 2px 2px; }
        .matrix thead th { top: 0; z-index: 2; vertical-align: bottom; padding: 4px 2px; }
        .matrix thead th span { writing-mode: vertical-rl; transform: rotate(180deg); }
        .matrix tbody th, .matrix th.corner { left: 0; z-index: 1; } .matrix th.corner { z-index: 3; }
        .matrix td { min-width: 24px; height: 30px; padding: 0 3px; text-align: center; border-radius: 4px; font-size: 13px; font-variant-numeric: tabular-nums; position: relative; }
        .matrix td a { display: block; margin: 0 -3px; padding: 0 3px; line-height: 30px; color: inherit; text-decoration: none; border-radius: 4px; }
        .matrix td a:hover, .matrix td a:focus-visible { outline: 2px solid var(--ink); }
        .matrix tbody tr:hover th { font-weight: bold; }
        .denied { background: var(--denied); color: var(--soft); } .all { background: var(--all); color: var(--on); } .some { background: var(--some); color: var(--some-ink); }
        .plain { background: var(--plain); color: var(--plain-ink); } .unknown { background: var(--unknown); color: var(--on); }
        details { border-top: 1px solid var(--line); padding: 4px 0; } summary { cursor: pointer; }
        .lines { border-collapse: collapse; margin: 6px 0 12px 1rem; } .lines th, .lines td { text-align: left; vertical-align: top; padding: 3px 14px 3px 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
        .lines tr:target { background: var(--plain); color: var(--plain-ink); }
        @media print { .matrix { max-height: none; overflow: visible; } }
        """;

    /// <summary>The class of a cell: what its colour is.</summary>
    public static string Class(MatrixCell? cell) => cell switch
    {
        null or { Access: MatrixAccess.Denied } => "denied",
        { Access: MatrixAccess.Unknown } => "unknown",
        { Transports: var over } when over.Contains(Transport.Plaintext) => "plain",
        { Access: MatrixAccess.All } => "all",
        _ => "some",
    };
}
