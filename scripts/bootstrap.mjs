// The first file that runs on a newcomer's machine. It parses on any Node with modules, has no dependency,
// and only then loads the rest.
var major = Number(process.versions.node.split('.')[0]);
if (major < 20) {
  console.error(
    'cultivar: Node ' + process.versions.node + ' is too old; install Node 20 or newer and run this again.',
  );
  process.exit(1);
}
void import('./bootstrap/main.mjs').then(function (module) {
  return module.main(process.argv.slice(2));
});
