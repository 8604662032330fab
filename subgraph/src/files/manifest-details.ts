import { Value } from '@graphprotocol/graph-ts';
import { Manifest } from '../../generated/schema';
import { JsonFields } from './json-fields';

const MAX_I32: i32 = 2147483647;

/** Takes over what the manifest's kind adds. */
export function addDetails(manifest: Manifest, fields: JsonFields): void {
  if (manifest.kind == 'MODEL') addModel(manifest, fields.fields('model'));
  if (manifest.kind == 'ADAPTER') addAdapter(manifest, fields);
  if (manifest.kind == 'DATASET') addDataset(manifest, fields.fields('dataset'));
  if (manifest.kind == 'JOB') addJob(manifest, fields);
  if (manifest.kind == 'NODE') addNode(manifest, fields.fields('node'));
}

function addModel(manifest: Manifest, model: JsonFields | null): void {
  if (model === null) return;
  manifest.architecture = model.text('architecture', 32);
  manifest.format = model.text('format', 32);
  manifest.quantization = model.text('quantization', 16);
  manifest.parameters = model.whole('parameters');
  setSmall(manifest, 'contextLength', model, 'contextLength');
}

function addAdapter(manifest: Manifest, fields: JsonFields): void {
  const adapter = fields.fields('adapter');
  if (adapter !== null) {
    manifest.method = adapter.text('method', 32);
    setSmall(manifest, 'rank', adapter, 'rank');
    manifest.parameters = adapter.whole('parameters');
    manifest.baseDigest = adapter.bytes('base', 32);
  }
  const metrics = fields.fields('metrics');
  if (metrics === null) return;
  manifest.trainedRows = metrics.whole('rows');
  manifest.steps = metrics.whole('steps');
  manifest.heldOutLossBefore = metrics.decimal('heldOutLossBefore');
  manifest.heldOutLossAfter = metrics.decimal('heldOutLossAfter');
}

function addDataset(manifest: Manifest, dataset: JsonFields | null): void {
  if (dataset === null) return;
  manifest.rows = dataset.whole('rows');
  manifest.language = dataset.text('language', 35);
  const format = dataset.fields('format');
  if (format !== null) manifest.rowFormat = format.text('name', 32);
}

function addJob(manifest: Manifest, fields: JsonFields): void {
  manifest.method = fields.text('method', 32);
  manifest.steps = fields.whole('steps');
  const lora = fields.fields('lora');
  if (lora !== null) setSmall(manifest, 'rank', lora, 'rank');
  const base = fields.fields('base');
  if (base !== null) manifest.baseDigest = base.bytes('manifest', 32);
  const className = fields.text('class', 160);
  if (className !== null) manifest.classNames = [className];
}

function addNode(manifest: Manifest, node: JsonFields | null): void {
  if (node === null) return;
  manifest.endpoint = node.text('endpoint', 500);
  manifest.gateway = node.text('gateway', 500);
  manifest.encryptionKey = node.bytes('encryptionKey', 32);
  manifest.region = node.text('region', 64);
  manifest.classNames = node.texts('classes', 16, 160);
  const hardware = node.fields('hardware');
  if (hardware === null) return;
  manifest.cpu = hardware.text('cpu', 120);
  manifest.gpu = hardware.text('gpu', 120);
  setSmall(manifest, 'threads', hardware, 'threads');
  manifest.memoryBytes = hardware.whole('memoryBytes');
}

/** AssemblyScript has no null for 32-bit numbers: an absent one is not set at all. */
function setSmall(manifest: Manifest, field: string, fields: JsonFields, name: string): void {
  const value = fields.small(name, MAX_I32);
  if (value !== null) manifest.set(field, Value.fromI32(value.toI32()));
}
