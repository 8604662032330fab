import { jsonl, PAIR, pairs } from './corpus-file.ts';
import type { HostileFile } from './corpus-file.ts';

const each = '{% for m in messages %}';
const turn = `${each}{{ '<|im_start|>' + m.role + '\\n' + m.content + '<|im_end|>' + '\\n' }}{% endfor %}`;
const open = "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";

const templates: [about: string, code: string, template: string][] = [
  ['that loops in loops', 'limit', `${'{% for a in range(1000) %}'.repeat(4)}x${'{% endfor %}'.repeat(4)}`],
  ['that asks for an endless range', 'limit', '{% for i in range(10 ** 12) %}x{% endfor %}'],
  ['that calls itself', 'limit', '{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}'],
  [
    'that doubles a text',
    'limit',
    `{% set ns = namespace(t='x') %}{% for i in range(60) %}{% set ns.t = ns.t + ns.t %}{% endfor %}`,
  ],
  [
    'that doubles a list',
    'limit',
    '{% set ns = namespace(l=[1]) %}{% for i in range(60) %}{% set ns.l = ns.l + ns.l %}{% endfor %}',
  ],
  ['nested without end', 'limit', `${'{% if true %}'.repeat(3_000)}x${'{% endif %}'.repeat(3_000)}`],
  ['of a million letters', 'limit', 'x'.repeat(1 << 20)],
  ['that is none', 'syntax', '{% if %}'],
  ['that is not closed', 'syntax', each],
  ['that calls what is no function', 'syntax', '{{ messages() }}'],
  ['with an unknown filter', 'syntax', '{{ messages | explode }}'],
  ['with an unknown date', 'syntax', "{{ strftime_now('%Q') }}"],
  ['that reaches for a constructor', 'syntax', "{{ ''.constructor.constructor('return process')() }}"],
  ['that refuses every conversation', 'bad_row', "{{ raise_exception('no') }}"],
  ['that writes earlier turns anew', 'not_incremental', `{{ messages | length }}${turn}${open}`],
  [
    'that ends no turn',
    'no_end_of_turn',
    `${each}{{ m.role + ': ' + m.content + '\\n' }}{% endfor %}{% if add_generation_prompt %}{{ 'assistant: ' }}{% endif %}`,
  ],
  ['that says nothing', 'no_end_of_turn', '{{ "" }}'],
];

/** Good rows under chat templates that work without end, or leave the masks in doubt. */
export const HOSTILE_TEMPLATES: HostileFile[] = templates.map(([about, code, template]) => ({
  ...{ about: `a template ${about}`, code, template, name: 'rows.jsonl', format: PAIR },
  content: jsonl(pairs(3)),
}));
