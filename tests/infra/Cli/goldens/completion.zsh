#compdef infra
# Completion of infra for zsh.
_infra() {
  local -a stacks verbs
  stacks=(stacks/Pulumi.*.yaml(N:t:r:s/Pulumi./))
  verbs=(
    'preview:every object that `pulumi up` would create, or what would change, without a cluster or a login'
    'render:the manifests as files, by region and namespace, with a kustomization and a snapshot; never a secret in the clear'
    'check:settings, schemas and rules: what is wrong with a stack, or with manifests from files'
    'access:who may call whom, over which transport, by which object, and why not'
    'trust:the CA tree: windows, constraints, fingerprints, what each region trusts, and what is wrong'
    'rotate:replace roots, intermediates and trust domains by steps that are proven with handshakes'
    'verify:what runs in the clusters, held to the plan: objects, certificates, bundles, proxies; reads only, and no Secret'
    'migrate:the next namespaces and ports from PERMISSIVE to STRICT, by what Prometheus saw of their traffic'
    'enable:take a namespace into the mesh: its settings, its labels, and proxies for the pods that run without'
    'debug:which layer stops a call: what the plan says and what runs in the clusters, side by side; reads only'
    'inspect:the certificates that run in the clusters: chains, windows, names, roots; reads only, and no Secret'
    'explain:what a finding means and how to mend it; or why a call was refused, and what would allow it'
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
    'preview')
      _arguments -S \
        '--against[compare with what '\''render'\'' wrote earlier: its folder, or its snapshot.json]: :_files' \
        '-o[form of the result; markdown fits a pull-request comment]: :(table json markdown)' \
        '--output[form of the result; markdown fits a pull-request comment]: :(table json markdown)' \
        '--fail-on[the lowest level of a finding that makes the exit code 1]: :(error warning info)' \
        '-h[show this help]' \
        '--help[show this help]' \
        '--color[colour in tables and trees; auto also honours NO_COLOR and TERM=dumb]: :(auto always never)' \
        '1: :' '2: :{_describe stack stacks}' ;;
    'render')
      _arguments -S \
        '-o[folder to write; new, empty, or written by '\''render'\'' before, and replaced as a whole]: :_files' \
        '--output[folder to write; new, empty, or written by '\''render'\'' before, and replaced as a whole]: :_files' \
        '--secrets[leave objects with secret values out, or seal them for each region'\''s Sealed Secrets controller]: :(hold seal)' \
        '--sealing-certificate[the controller'\''s public certificate in PEM: a file, or <region>=<file>; may be repeated]: :_files' \
        '--sealing-scope[where sealed values can be opened]: :(strict namespace-wide cluster-wide)' \
        '--state[the deployed stack'\''s keys: what '\''pulumi stack export --show-secrets'\'' prints, as a file or - for stdin]: :_files' \
        '--worthless-keys[seal the hermetic run'\''s keys, which anybody can derive: to try it out, never to deploy]' \
        '-h[show this help]' \
        '--help[show this help]' \
        '--color[colour in tables and trees; auto also honours NO_COLOR and TERM=dumb]: :(auto always never)' \
        '1: :' '2: :{_describe stack stacks}' ;;
    'check')
      _arguments -S \
        '-f[a file or folder of manifests, or - for stdin, instead of a stack; may be repeated]: :_files' \
        '--file[a file or folder of manifests, or - for stdin, instead of a stack; may be repeated]: :_files' \
        '--statements[a file of statements about who can call whom, to be proven of the files of -f; a stack has its own]: :_files' \
        '--config[a file of levels and suppressions for the files of -f; a stack has its own]: :_files' \
        '-o[form of the findings]: :(table json yaml markdown sarif junit github)' \
        '--output[form of the findings]: :(table json yaml markdown sarif junit github)' \
        '--fail-on[the lowest level of a finding that makes the exit code 1]: :(error warning info)' \
        '--only[the rules to ask, and no others: codes, patterns such as MTLS3*, areas such as authorization]: :_files' \
        '--skip[rules to leave out, named in the same ways]: :_files' \
        '--baseline[a file of findings that were there before: only others are told]: :_files' \
        '--write-baseline[write what is found to such a file, and accept it]: :_files' \
        '-h[show this help]' \
        '--help[show this help]' \
        '--color[colour in tables and trees; auto also honours NO_COLOR and TERM=dumb]: :(auto always never)' \
        '1: :' '2: :{_describe stack stacks}' ;;
    'access')
      _arguments -S \
        '-f[a file or folder of manifests, or - for stdin, instead of a stack; may be repeated]: :_files' \
        '--file[a file or folder of manifests, or - for stdin, instead of a stack; may be repeated]: :_files' \
        '--from[who calls: a workload (name, namespace/name, region/namespace/name), a SPIFFE ID, an address, or outsider]: :_files' \
        '--to[who is called: a workload, a service, a host or an address]: :_files' \
        '--port[the service'\''s port, by number or name; the container'\''s where the service has no such port]: :_files' \
        '--method[the HTTP method]: :_files' \
        '--path[the path, with its query]: :_files' \
        '--host[the host that the request names; the service'\''s own when absent]: :_files' \
        '--header[a header of the request; may be repeated]: :_files' \
        '--jwt[the token: its claims as JSON or YAML, such as '\''{iss: a, sub: b}'\'', or the token itself]: :_files' \
        '--sni[the server name in the client'\''s TLS; its proxy'\''s own when absent]: :_files' \
        '--matrix[everybody against everything: who may call what in each region, how much of it and over which transport]' \
        '-o[form of the answer; svg and html are pictures of the matrix]: :(table json yaml svg html)' \
        '--output[form of the answer; svg and html are pictures of the matrix]: :(table json yaml svg html)' \
        '-h[show this help]' \
        '--help[show this help]' \
        '--color[colour in tables and trees; auto also honours NO_COLOR and TERM=dumb]: :(auto always never)' \
        '1: :' '2: :{_describe stack stacks}' ;;
    'trust')
      _arguments -S \
        '--at[judge windows at this instant instead of now]: :_files' \
        '-o[form of the result]: :(table json yaml)' \
        '--output[form of the result]: :(table json yaml)' \
        '--fail-on[the lowest level of a finding that makes the exit code 1]: :(error warning info)' \
        '-h[show this help]' \
        '--help[show this help]' \
        '--color[colour in tables and trees; auto also honours NO_COLOR and TERM=dumb]: :(auto always never)' \
        '--leaf[the peer'\''s certificate, first in its file; what follows counts as intermediates; - for stdin]: :_files' \
        '--bundle[the roots that are trusted; - for stdin]: :_files' \
        '--intermediates[what the peer sends along; may be repeated]: :_files' \
        '--name[the DNS name that the peer is to have]: :_files' \
        '--spiffe-id[the SPIFFE ID that the peer is to have]: :_files' \
        '--side[the side of TLS that the peer plays, for its extended key usages]: :(any server client)' \
        '1: :' '2: :{_describe stack stacks}' ;;
    'rotate')
      _arguments -S \
        '-h[show this help]' \
        '--help[show this help]' \
        '--color[colour in tables and trees; auto also honours NO_COLOR and TERM=dumb]: :(auto always never)' \
        '--goal[where it is to lead: new-root, new-root:<region>, new-intermediate:<region>, rename-domain:<region>:<name>, drop-root:<name>]: :_files' \
        '--name[the new root'\''s name; by default the old one'\''s with this year]: :_files' \
        '--cross-sign[let the old root sign the new one too, for verifiers that reload late]' \
        '--at[plan from this day instead of today]: :_files' \
        '-o[form of the result; markdown makes a runbook]: :(table json markdown)' \
        '--output[form of the result; markdown makes a runbook]: :(table json markdown)' \
        '--converged[you have seen what '\''rotate plan'\'' wants to be true before the step, so its first day is not waited for]' \
        '--against[what is deployed: a stack file, or a folder or snapshot.json that '\''render'\'' wrote; by default the stack itself]: :_files' \
        '--yes[do it; without, it is only said what would be done]' \
        '--journal[where each step is noted when it is done, so that the same command goes on behind it; .infra/<operation>.jsonl when absent]: :_files' \
        '--timeout[how long to wait for one step]: :_files' \
        '--kubectl[the kubectl to run]: :_files' \
        '1: :' '2: :{_describe stack stacks}' ;;
    'verify')
      _arguments -S \
        '--dump[what '\''kubectl get … -A -o json'\'' printed, instead of the clusters: <region>=<file or folder>; may be repeated]: :_files' \
        '--kubectl[the kubectl to run]: :_files' \
        '--rules[a Prometheus, or a file with what its /api/v1/rules answered: are the plan'\''s alert rules loaded? For one region <region>=, otherwise for all; may be repeated]: :_files' \
        '-o[form of the findings]: :(table json yaml markdown sarif junit github)' \
        '--output[form of the findings]: :(table json yaml markdown sarif junit github)' \
        '--fail-on[the lowest level of a finding that makes the exit code 1]: :(error warning info)' \
        '-h[show this help]' \
        '--help[show this help]' \
        '--color[colour in tables and trees; auto also honours NO_COLOR and TERM=dumb]: :(auto always never)' \
        '--opening[how a connection begins: TLS at once, and HTTP behind it, or the ways of NATS and PostgreSQL]: :(tls http nats postgres)' \
        '--bundle[the roots that the server is to end in; without it the chain'\''s end is left open]: :_files' \
        '--cert[the certificate of a client that the server is to let in, with its intermediates]: :_files' \
        '--key[the key of --cert]: :_files' \
        '--spiffe-id[the SPIFFE ID that the server is to have]: :_files' \
        '--name[the DNS name that the server is to have]: :_files' \
        '--sni[the server name in the client'\''s TLS; --name or the host when absent]: :_files' \
        '--alpn[a protocol that the client offers (istio for a sidecar); may be repeated]: :_files' \
        '--user[the role that asks PostgreSQL to be let in]: :_files' \
        '--one-way[the server is meant to take clients without a certificate]' \
        '--tls12[the server is meant to take TLS 1.2 too]' \
        '--timeout[how long one connection may take]: :_files' \
        '--at[judge windows at this instant instead of now]: :_files' \
        '1: :' '2: :{_describe stack stacks}' ;;
    'migrate')
      _arguments -S \
        '--prometheus[the address of a Prometheus that scrapes the proxies; may be repeated, for one in each region]: :_files' \
        '--evidence[what --record wrote, instead of a Prometheus]: :_files' \
        '--record[write down what Prometheus said, to review the step and to repeat it]: :_files' \
        '--window[how long to look back; longer than the slowest recurring job]: :_files' \
        '--namespace[move these namespaces only; may be repeated]: :_files' \
        '--owner[who answers for new exceptions, instead of who answers for the mode until now]: :_files' \
        '--expires[the last day of new exceptions, instead of 30 days from now]: :_files' \
        '--strict-since[since when the namespaces that are STRICT in the stack file are so in the clusters; the mesh'\''s own mode waits for it]: :_files' \
        '--write[write the step into the stack file]' \
        '-o[form of the result]: :(table json)' \
        '--output[form of the result]: :(table json)' \
        '-h[show this help]' \
        '--help[show this help]' \
        '--color[colour in tables and trees; auto also honours NO_COLOR and TERM=dumb]: :(auto always never)' \
        '1: :' '2: :{_describe stack stacks}' ;;
    'enable')
      _arguments -S \
        '--yes[do it; without, it is only said what would be done]' \
        '--journal[where each step is noted when it is done, so that the same command goes on behind it; .infra/<operation>.jsonl when absent]: :_files' \
        '--timeout[how long to wait for one step]: :_files' \
        '--kubectl[the kubectl to run]: :_files' \
        '-h[show this help]' \
        '--help[show this help]' \
        '--color[colour in tables and trees; auto also honours NO_COLOR and TERM=dumb]: :(auto always never)' \
        '1: :' '2: :{_describe stack stacks}' ;;
    'debug')
      _arguments -S \
        '--from[who calls: a workload (name, namespace/name, region/namespace/name), a SPIFFE ID, an address, or outsider]: :_files' \
        '--to[who is called: a workload, a service, a host or an address]: :_files' \
        '--port[the service'\''s port, by number or name; the container'\''s where the service has no such port]: :_files' \
        '--method[the HTTP method]: :_files' \
        '--path[the path, with its query]: :_files' \
        '--host[the host that the request names; the service'\''s own when absent]: :_files' \
        '--header[a header of the request; may be repeated]: :_files' \
        '--jwt[the token: its claims as JSON or YAML, such as '\''{iss: a, sub: b}'\'', or the token itself]: :_files' \
        '--sni[the server name in the client'\''s TLS; its proxy'\''s own when absent]: :_files' \
        '--dump[what '\''kubectl get … -A -o json'\'' printed, instead of the clusters: <region>=<file or folder>; may be repeated]: :_files' \
        '--kubectl[the kubectl to run]: :_files' \
        '-o[form of the result]: :(table json yaml)' \
        '--output[form of the result]: :(table json yaml)' \
        '-h[show this help]' \
        '--help[show this help]' \
        '--color[colour in tables and trees; auto also honours NO_COLOR and TERM=dumb]: :(auto always never)' \
        '1: :' '2: :{_describe stack stacks}' ;;
    'inspect')
      _arguments -S \
        '--proxies[ask the proxies of the namespaces'\'' pods too, by '\''kubectl exec'\'' and '\''port-forward'\'', what they hold]' \
        '--dump[what '\''kubectl get … -A -o json'\'' printed, instead of the clusters: <region>=<file or folder>; may be repeated]: :_files' \
        '--kubectl[the kubectl to run]: :_files' \
        '--at[judge windows at this instant instead of now]: :_files' \
        '-o[form of the result]: :(table json yaml)' \
        '--output[form of the result]: :(table json yaml)' \
        '--fail-on[the lowest level of a finding that makes the exit code 1]: :(error warning info)' \
        '-h[show this help]' \
        '--help[show this help]' \
        '--color[colour in tables and trees; auto also honours NO_COLOR and TERM=dumb]: :(auto always never)' \
        '1: :' '2: :{_describe stack stacks}' ;;
    'explain')
      _arguments -S \
        '--denied[a log line that tells of a refusal, a log file of which the last refusal counts, or - for stdin]: :_files' \
        '-f[with --denied, a file or folder of manifests instead of a stack; may be repeated]: :_files' \
        '--file[with --denied, a file or folder of manifests instead of a stack; may be repeated]: :_files' \
        '-o[with --denied, form of the answer]: :(table json)' \
        '--output[with --denied, form of the answer]: :(table json)' \
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
