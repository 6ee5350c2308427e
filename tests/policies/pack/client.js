// Plays the engine: node client.js <port> < calls.json > answers.json. A call is {method, request}; properties are plain JSON, as in the engine's
// own log. The service is defined here, after Pulumi's documentation and not after our analyzer.proto, so that a wrong number there shows.
'use strict';
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');
const { common } = require(require.resolve('protobufjs', { paths: [require.resolve('@grpc/proto-loader')] }));

const field = (type, id, rule) => (rule ? { type, id, rule } : { type, id });
const map = (type, id) => ({ keyType: 'string', type, id });
const Struct = 'google.protobuf.Struct';
const Empty = 'google.protobuf.Empty';

const messages = {
  AnalyzerHandshakeRequest: {
    engine_address: field('string', 1), root_directory: field('string', 2), program_directory: field('string', 3),
  },
  AnalyzerHandshakeResponse: {},
  AnalyzerStackConfigureRequest: {
    stack: field('string', 1), project: field('string', 2), organization: field('string', 3), dry_run: field('bool', 4),
    config_secret_keys: field('string', 6, 'repeated'), config: map('string', 7), tags: map('string', 8),
  },
  AnalyzerStackConfigureResponse: {},
  PluginInfo: { version: field('string', 1) },
  PolicyConfig: { enforcementLevel: field('EnforcementLevel', 1), properties: field(Struct, 2) },
  ConfigureAnalyzerRequest: { policyConfig: map('PolicyConfig', 1) },
  AnalyzerResourceOptions: { protect: field('bool', 1), parent: field('string', 8) },
  AnalyzerProviderResource: { type: field('string', 1), properties: field(Struct, 2), urn: field('string', 3), name: field('string', 4) },
  AnalyzeRequest: {
    type: field('string', 1), properties: field(Struct, 2), urn: field('string', 3), name: field('string', 4),
    options: field('AnalyzerResourceOptions', 5), provider: field('AnalyzerProviderResource', 6),
  },
  AnalyzerResource: {
    type: field('string', 1), properties: field(Struct, 2), urn: field('string', 3), name: field('string', 4),
    options: field('AnalyzerResourceOptions', 5), provider: field('AnalyzerProviderResource', 6), parent: field('string', 7),
    dependencies: field('string', 8, 'repeated'),
  },
  AnalyzeStackRequest: { resources: field('AnalyzerResource', 1, 'repeated') },
  AnalyzeDiagnostic: {
    policyName: field('string', 1), policyPackName: field('string', 2), policyPackVersion: field('string', 3), description: field('string', 4),
    message: field('string', 5), enforcementLevel: field('EnforcementLevel', 7), urn: field('string', 8), severity: field('PolicySeverity', 9),
  },
  PolicyNotApplicable: { policy_name: field('string', 1), reason: field('string', 2) },
  AnalyzeResponse: { diagnostics: field('AnalyzeDiagnostic', 2, 'repeated'), not_applicable: field('PolicyNotApplicable', 3, 'repeated') },
  Remediation: { policyName: field('string', 1), properties: field(Struct, 5) },
  RemediateResponse: { remediations: field('Remediation', 1, 'repeated'), not_applicable: field('PolicyNotApplicable', 2, 'repeated') },
  PolicyInfo: {
    name: field('string', 1), displayName: field('string', 2), description: field('string', 3), message: field('string', 4),
    enforcementLevel: field('EnforcementLevel', 5), policy_type: field('PolicyType', 7), severity: field('PolicySeverity', 8),
    tags: field('string', 10, 'repeated'), remediation_steps: field('string', 11), url: field('string', 12),
  },
  AnalyzerInfo: {
    name: field('string', 1), displayName: field('string', 2), policies: field('PolicyInfo', 3, 'repeated'), version: field('string', 4),
    supportsConfig: field('bool', 5), initialConfig: map('PolicyConfig', 6), description: field('string', 7),
  },
};
const enums = {
  EnforcementLevel: { ADVISORY: 0, MANDATORY: 1, DISABLED: 2, REMEDIATE: 3 },
  PolicyType: { POLICY_TYPE_UNKNOWN: 0, POLICY_TYPE_RESOURCE: 1, POLICY_TYPE_STACK: 2 },
  PolicySeverity: {
    POLICY_SEVERITY_UNSPECIFIED: 0, POLICY_SEVERITY_LOW: 1, POLICY_SEVERITY_MEDIUM: 2, POLICY_SEVERITY_HIGH: 3, POLICY_SEVERITY_CRITICAL: 4,
  },
};
const methods = {
  Handshake: ['AnalyzerHandshakeRequest', 'AnalyzerHandshakeResponse'],
  ConfigureStack: ['AnalyzerStackConfigureRequest', 'AnalyzerStackConfigureResponse'],
  GetAnalyzerInfo: [Empty, 'AnalyzerInfo'],
  GetPluginInfo: [Empty, 'PluginInfo'],
  Configure: ['ConfigureAnalyzerRequest', Empty],
  Analyze: ['AnalyzeRequest', 'AnalyzeResponse'],
  AnalyzeStack: ['AnalyzeStackRequest', 'AnalyzeResponse'],
  Remediate: ['AnalyzeRequest', 'RemediateResponse'],
  Cancel: [Empty, Empty],
  NoSuchMethod: [Empty, Empty],
};

const each = (object, change) => Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
const definition = loader.fromJSON({
  nested: {
    google: { nested: { protobuf: { nested: {
      ...common.get('google/protobuf/struct.proto').nested.google.nested.protobuf.nested,
      ...common.get('google/protobuf/empty.proto').nested.google.nested.protobuf.nested,
    } } } },
    pulumirpc: { nested: {
      ...each(messages, (fields) => ({ fields })),
      ...each(enums, (values) => ({ values })),
      Analyzer: { methods: each(methods, ([requestType, responseType]) => ({ requestType, responseType })) },
    } },
  },
}, { keepCase: true, enums: String, arrays: true });

const value = (json) => {
  if (json === null) return { nullValue: 'NULL_VALUE' };
  if (Array.isArray(json)) return { listValue: { values: json.map(value) } };
  switch (typeof json) {
    case 'boolean': return { boolValue: json };
    case 'number': return { numberValue: json };
    case 'string': return { stringValue: json };
    default: return { structValue: struct(json) };
  }
};
const struct = (json) => ({ fields: each(json, value) });
const message = (json) => {
  if (Array.isArray(json)) return json.map(message);
  if (json === null || typeof json !== 'object') return json;
  return Object.fromEntries(Object.entries(json).map(([key, inner]) => [key, key === 'properties' ? struct(inner) : message(inner)]));
};

const { Analyzer } = grpc.loadPackageDefinition(definition).pulumirpc;
const [port, compression] = process.argv.slice(2);
const client = new Analyzer(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), {
  'grpc.max_receive_message_length': -1,
  ...(compression === 'gzip' ? { 'grpc.default_compression_algorithm': grpc.compressionAlgorithms.gzip } : {}),
});
const call = ({ method, request }) => new Promise((resolve) => {
  client[method](message(request ?? {}), { deadline: Date.now() + 60000 }, (error, response) =>
    resolve(error ? { code: error.code, message: error.details } : { code: 0, response }));
});

(async () => {
  const answers = [];
  for (const next of JSON.parse(require('fs').readFileSync(0, 'utf8'))) {
    // An array is called all at once, as the engine calls Analyze.
    answers.push(Array.isArray(next) ? await Promise.all(next.map(call)) : await call(next));
  }
  process.stdout.write(JSON.stringify(answers, null, 1));
  client.close();
})();
