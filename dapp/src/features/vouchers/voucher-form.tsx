import { useState } from 'react';
import type { FormEvent } from 'react';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';

/** Where a voucher that came as text is put in. */
export function VoucherForm({ onOpen }: { onOpen: (text: string) => void }) {
  const [text, setText] = useState('');
  const [error, setError] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = /voucher1\.[\w\s-]+/.exec(text)?.[0].replace(/\s+/g, '');
    if (found === undefined) return setError('A voucher’s link or text has “voucher1.” in it');
    setError(undefined);
    onOpen(found);
  };
  return (
    <form className="stack stack-12" onSubmit={submit} noValidate>
      <Field label="Link or text of the voucher" error={error} hint="As its seller has sent it to you">
        {(control) => (
          <textarea
            {...control}
            className="input mono voucher-text"
            rows={5}
            spellCheck={false}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" look="light">
        Check the voucher
      </Button>
    </form>
  );
}
