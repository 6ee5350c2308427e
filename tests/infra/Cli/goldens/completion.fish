# Completion of infra for fish.
function __infra_stacks
    string replace -rf '^stacks/Pulumi\.(.+)\.yaml$' '$1' stacks/Pulumi.*.yaml
end

complete -c infra -f
complete -c infra -n '__fish_use_subcommand' -l version -d 'show the version, which Pulumi packages are built in, and .NET\'s version'
complete -c infra -n '__fish_use_subcommand' -s o -x -a 'table json' -d 'form of --version'
complete -c infra -n '__fish_use_subcommand' -l output -x -a 'table json' -d 'form of --version'
complete -c infra -n '__fish_use_subcommand' -s h -d 'show this help'
complete -c infra -n '__fish_use_subcommand' -l help -d 'show this help'
complete -c infra -n '__fish_use_subcommand' -l color -x -a 'auto always never' -d 'colour in tables and trees; auto also honours NO_COLOR and TERM=dumb'
complete -c infra -n '__fish_use_subcommand' -a explain -d 'what a finding means, why it matters and how to mend it'
complete -c infra -n '__fish_use_subcommand' -a completion -d 'a script for tab completion, printed to stdout'
complete -c infra -n '__fish_seen_subcommand_from explain' -s h -d 'show this help'
complete -c infra -n '__fish_seen_subcommand_from explain' -l help -d 'show this help'
complete -c infra -n '__fish_seen_subcommand_from explain' -l color -x -a 'auto always never' -d 'colour in tables and trees; auto also honours NO_COLOR and TERM=dumb'
complete -c infra -n '__fish_seen_subcommand_from completion' -s h -d 'show this help'
complete -c infra -n '__fish_seen_subcommand_from completion' -l help -d 'show this help'
complete -c infra -n '__fish_seen_subcommand_from completion' -l color -x -a 'auto always never' -d 'colour in tables and trees; auto also honours NO_COLOR and TERM=dumb'
complete -c infra -n '__fish_seen_subcommand_from completion' -a 'bash zsh fish pwsh'
