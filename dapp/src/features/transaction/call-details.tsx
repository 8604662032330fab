import type { ChainCall } from '../../lib/wallet/chain-call.ts';
import { describeCall } from './describe-call.ts';
import type { KnownContract } from './describe-call.ts';

type CallDetailsProps = { call: Pick<ChainCall, 'to' | 'data'>; contracts: readonly KnownContract[] };

/** Every field of the calldata, read back from the bytes that are signed. */
export function CallDetails({ call, contracts }: CallDetailsProps) {
  const description = describeCall(call, contracts);
  if (!description) return null;
  return (
    <details className="call-details">
      <summary>
        What is signed: <span className="mono">{`${description.contract}.${description.functionName}`}</span>
      </summary>
      <dl className="kv small">
        {description.fields.map((field, index) => (
          <Pair key={`${field.label}-${index}`} {...field} />
        ))}
      </dl>
    </details>
  );
}

function Pair({ label, value }: { label: string; value: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd className="mono break">{value}</dd>
    </>
  );
}
