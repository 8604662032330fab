import { keepCompiled } from '../../compiled/keep-compiled.ts';

// Entry of a lane's thread. Modules are compiled once they are imported: what keeps that comes first.
const saveCompiled = keepCompiled();
const { serveLane } = await import('./serve-lane.ts');
await serveLane();
saveCompiled();
