#compdef infra
# Completion of infra for zsh.
_infra() {
  local -a stacks verbs
  stacks=(stacks/Pulumi.*.yaml(N:t:r:s/Pulumi./))
  verbs=(
    'explain:what a finding means, why it matters and how to mend it'
    'completion:a script for tab completion, printed to stdout'
  )
  local verb= word
  for word in ${words[2,CURRENT-1]}; do
    [[ $word == -* ]] || { verb=$word; break }
  done
  case $verb in
    '')
      _arguments -S \
        '--version[show the version, which Pulumi packages are built in, and .NET'\''s version]' \
        '-o[form of --version]: :(table json)' \
        '--output[form of --version]: :(table json)' \
        '-h[show this help]' \
        '--help[show this help]' \
        '--color[colour in tables and trees; auto also honours NO_COLOR and TERM=dumb]: :(auto always never)' \
        '1: :{_describe verb verbs}' ;;
    'explain')
      _arguments -S \
        '-h[show this help]' \
        '--help[show this help]' \
        '--color[colour in tables and trees; auto also honours NO_COLOR and TERM=dumb]: :(auto always never)' \
        '1: :' '2: :' ;;
    'completion')
      _arguments -S \
        '-h[show this help]' \
        '--help[show this help]' \
        '--color[colour in tables and trees; auto also honours NO_COLOR and TERM=dumb]: :(auto always never)' \
        '1: :' '2: :(bash zsh fish pwsh)' ;;
  esac
}

_infra "$@"
