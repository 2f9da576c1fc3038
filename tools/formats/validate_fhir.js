// Validates FHIR R4 resources against the base profiles that the npm package `fhir` carries: cardinality, types, formats, unknown elements, codes of required bindings.
// In:  one JSON line a resource, {"name", "resource"}, on the standard input.
// Out: one line an error. Exit 0: the lines tell.
const readline = require('readline');
const { Fhir } = require('fhir/fhir');

const fhir = new Fhir();
readline.createInterface({ input: process.stdin }).on('line', (line) => {
  const { name, resource } = JSON.parse(line);
  for (const message of fhir.validate(resource, { errorOnUnexpected: true }).messages) {
    if (message.severity === 'error' || message.severity === 'fatal') console.log(`${name}: fhir ${message.location}: ${message.message}`);
  }
});
