// Prints the objects of a JSON file (an array of Kubernetes objects) as YAML with cdk8s, and says on stderr how long that took.
// Reading the JSON is not counted: cdk8s programs build their objects in memory.
// Usage: node print.js <objects.json> <out.yaml>
const fs = require('fs');
const { App, Chart, ApiObject, YamlOutputType } = require('cdk8s');

const [input, output] = process.argv.slice(2);
const objects = JSON.parse(fs.readFileSync(input, 'utf8'));

const start = process.hrtime.bigint();
const app = new App({ yamlOutputType: YamlOutputType.FILE_PER_APP });
const chart = new Chart(app, 'environment', { disableResourceNameHashes: true });
objects.forEach((object, index) => new ApiObject(chart, `object-${index}`, object));
fs.writeFileSync(output, app.synthYaml());
const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;

console.error(JSON.stringify({
  objects: objects.length,
  milliseconds: Math.round(milliseconds),
  megabytes: Math.round(process.memoryUsage.rss() / 1048576),
}));
