import { createRoot } from 'react-dom/client';
import { loadConfig } from '../lib/load-config.ts';
import '../ui/styles/index.css';
import './shell/shell.css';
import { App } from './app.tsx';
import { StartFailure } from './start-failure.tsx';

const root = createRoot(document.getElementById('root')!);

loadConfig('/cultivar.json').then(
  (config) => root.render(<App config={config} />),
  (error: Error) => root.render(<StartFailure error={error} />),
);
