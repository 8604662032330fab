export { startGateway } from './storage/index.ts';
