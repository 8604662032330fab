import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** What the node counts, in Prometheus' words. */
export type NodeMetrics = {
  registry: Registry;
  requests: Histogram<'method' | 'route' | 'status'>;
  answers: Counter<'outcome'>;
  answerTokens: Counter;
  jobs: Gauge<'state'>;
  headAgeSeconds: Gauge;
};

/** The node's metrics, in a registry of their own. */
export function nodeMetrics(): NodeMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    requests: new Histogram({
      name: 'cultivar_http_request_seconds',
      help: 'Time to answer an HTTP request.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60],
      registers,
    }),
    answers: new Counter({
      name: 'cultivar_answers_total',
      help: 'Answers of models, by how they ended.',
      labelNames: ['outcome'],
      registers,
    }),
    answerTokens: new Counter({ name: 'cultivar_answer_tokens_total', help: 'Tokens generated.', registers }),
    jobs: new Gauge({
      name: 'cultivar_jobs',
      help: 'Jobs in the journal.',
      labelNames: ['state'],
      registers,
    }),
    headAgeSeconds: new Gauge({
      name: 'cultivar_head_age_seconds',
      help: 'Seconds since the chain was last read.',
      registers,
    }),
  };
}
