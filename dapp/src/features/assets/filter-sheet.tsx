import type { Hex } from '@cultivar/sdk/spec';
import { useId } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { SEAL_LOOKS } from '../../ui/seal-looks.ts';
import type { MarketFacets } from './market-facets.ts';
import { PRICE_FILTERS, SEAL_FILTERS } from './market-search.ts';
import type { MarketSearch } from './market-search.ts';

type FilterSheetProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  search: MarketSearch;
  facets: MarketFacets | undefined;
  onSearch: (change: Partial<MarketSearch>) => void;
};

/** Every filter; each choice shows in the grid behind at once. */
export function FilterSheet({ open, onOpenChange, search, facets, onSearch }: FilterSheetProps) {
  const clear = () => onSearch({ base: undefined, license: undefined, price: undefined, seal: undefined });
  return (
    <Dialog
      form="sheet"
      open={open}
      onOpenChange={onOpenChange}
      title="Filters"
      actions={
        <>
          <Button look="ghost" onClick={clear}>
            Clear
          </Button>
          <Button look="light" onClick={() => onOpenChange(false)}>
            Show assets
          </Button>
        </>
      }
    >
      <Choice
        label="Base model"
        any="Any base"
        hint="Adapters made for one model"
        value={search.base}
        options={(facets?.bases ?? []).map(({ digest, name }) => ({ value: digest, label: name }))}
        onChange={(base) => onSearch({ base: base as Hex | undefined })}
      />
      <Choice
        label="Licence text"
        any="Any licence"
        value={search.license}
        options={(facets?.licenses ?? []).map((license) => ({ value: license, label: license }))}
        onChange={(license) => onSearch({ license })}
      />
      <Radios
        title="Price"
        value={search.price}
        options={PRICE_FILTERS.map((value) => ({
          value,
          label: value === 'free' ? 'Free' : 'With a price',
          hint: value === 'free' ? 'No licence has to be bought' : 'A licence is on offer',
        }))}
        onChange={(price) => onSearch({ price })}
      />
      <Radios
        title="Seal"
        value={search.seal}
        options={SEAL_FILTERS.map((value) => ({
          value,
          label: SEAL_LOOKS[value].word,
          hint: SEAL_LOOKS[value].reason,
        }))}
        onChange={(seal) => onSearch({ seal })}
      />
    </Dialog>
  );
}

type ChoiceProps = {
  label: string;
  any: string;
  hint?: string;
  value: string | undefined;
  options: { value: string; label: string }[];
  onChange: (value: string | undefined) => void;
};

function Choice({ label, any, hint, value, options, onChange }: ChoiceProps) {
  return (
    <Field label={label} hint={hint}>
      {(control) => (
        <select
          {...control}
          className="input"
          value={value ?? ''}
          onChange={(event) => onChange(event.target.value || undefined)}
        >
          <option value="">{any}</option>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

type RadiosProps<T extends string> = {
  title: string;
  value: T | undefined;
  options: { value: T; label: string; hint: string }[];
  onChange: (value: T | undefined) => void;
};

function Radios<T extends string>({ title, value, options, onChange }: RadiosProps<T>) {
  const name = useId();
  const all = [{ value: undefined, label: 'Any', hint: undefined }, ...options];
  return (
    <fieldset className="options">
      <legend className="small muted legend-title">{title}</legend>
      {all.map((option) => (
        <label className="row filter-radio top" key={option.value ?? ''}>
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span className="grow">
            {option.label}
            {option.hint !== undefined && <span className="small subtle block">{option.hint}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
