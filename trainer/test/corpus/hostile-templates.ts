import { jsonl, PAIR, pairs } from './corpus-file.ts';
import type { HostileFile } from './corpus-file.ts';

const each = '{% for m in messages %}';
const turn = `${each}{{ '<|im_start|>' + m.role + '\\n' + m.content + '<|im_end|>' + '\\n' }}{% endfor %}`;
const open = "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";

const grown = (times: number, from = 'x') =>
  `{% set ns = namespace(t='${from}') %}{% for i in range(${times}) %}{% set ns.t = ns.t + ns.t %}{% endfor %}`;
const listed = (item: string) =>
  `{% set ns = namespace(l=[1]) %}{% for i in range(60) %}{% set ns.l = ${item} %}{% endfor %}`;
const twice = listed('[ns.l, ns.l]');
const thousand = (what: string) => `{% for i in range(1000) %}${what}{% endfor %}`;

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
  ['that cuts a text into letters', 'limit', `${grown(23)}{{ ns.t.split('x') | length }}`],
  ['that cuts a text into words', 'limit', `${grown(22, 'a ')}{{ ns.t.split() | length }}`],
  [
    'that writes a page for each letter',
    'limit',
    `${grown(22)}{{ ns.t | replace('x', '${'y'.repeat(99)}') }}`,
  ],
  ['that writes a text for each of its letters', 'limit', `${grown(20)}{{ ns.t.replace('', ns.t) }}`],
  ['that writes lists of lists as JSON', 'limit', `${twice}{{ ns.l | tojson | length }}`],
  ['that writes lists of lists', 'limit', `${twice}{{ ns.l }}`],
  ['that joins lists of lists', 'limit', `${twice}{{ ns.l | join(',') }}`],
  ['that compares lists of lists with a text', 'limit', `${twice}{{ ns.l == 'x' }}`],
  ['that adds lists of lists to a text', 'limit', `${twice}{{ 'x' ~ ns.l }}`],
  ['that refuses with lists of lists', 'limit', `${twice}{{ raise_exception(ns.l) }}`],
  ['that writes objects of objects', 'limit', `${listed("{'a': ns.l, 'b': ns.l}")}{{ ns.l | tojson }}`],
  [
    'that writes wide lists of wide lists',
    'limit',
    `{% set a = range(9999) | list %}{% set b = [${'a,'.repeat(9)}a] %}{{ [${'b,'.repeat(99)}b] | tojson }}`,
  ],
  [
    'that writes a list ten thousand deep',
    'limit',
    `{% set ns = namespace(l=[1]) %}${'{% for i in range(9000) %}'}{% set ns.l = [ns.l] %}{% endfor %}{{ ns.l | tojson }}`,
  ],
  [
    'that writes what holds itself',
    'limit',
    '{% set ns = namespace() %}{% set ns.a = ns %}{{ ns | tojson }}',
  ],
  ['that sorts again and again', 'limit', thousand('{% set x = range(9999) | sort %}')],
  ['of empty loops', 'limit', thousand('{% for j in range(9999) %}{% endfor %}')],
  ['that writes every word large', 'limit', `${grown(22, 'a ')}{{ ns.t | title }}`],
  [
    'that reverses a long text again and again',
    'limit',
    `${grown(22)}${thousand('{% set x = ns.t[::-1] %}')}`,
  ],
  [
    'that writes JSON again and again',
    'limit',
    `${grown(21)}{% set o = {'t': ns.t} %}${thousand('{% set x = o | tojson %}')}`,
  ],
  [
    'that repeats its messages',
    'limit',
    '{% for i in range(60) %}{% set messages = messages + messages %}{% endfor %}',
  ],
  [
    'that sets what it has written',
    'limit',
    `{% set ns = namespace(t='x') %}{% for i in range(60) %}{% set a %}{{ ns.t }}{{ ns.t }}{% endset %}{% set ns.t = a %}{% endfor %}`,
  ],
  [
    'of two macros that call each other',
    'limit',
    '{% macro f() %}{{ g() }}{% endmacro %}{% macro g() %}{{ f() }}{% endmacro %}{{ f() }}',
  ],
  [
    'of a macro that calls itself twice',
    'limit',
    '{% macro f(n) %}{% if n > 0 %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(60) }}',
  ],
  ['that indents by half a gigabyte', 'limit', "{{ 'a\\nb' | indent(536870000) }}"],
  ['that writes JSON with wide margins', 'limit', "{{ {'a': 1} | tojson(indent=536870000) }}"],
  [
    'that counts in steps of nothing',
    'limit',
    '{% for i in range(0, 9, 0) %}x{% endfor %}{% for i in range(0, 1, 0.00001) %}x{% endfor %}',
  ],
  ['of brackets in brackets', 'limit', `{{ ${'('.repeat(60_000)}1${')'.repeat(60_000)} }}`],
  ['of lists in lists', 'limit', `{{ ${'['.repeat(60_000)}${']'.repeat(60_000)} }}`],
  ['of a sum without end', 'limit', `{{ ${'1+'.repeat(60_000)}1 }}`],
  ['of filters without end', 'limit', `{{ 1${' | string'.repeat(20_000)} }}`],
  ['of newlines', 'limit', `{{ 1 }}${'\n'.repeat(250_000)}x`],
  ['of spaces before a tag', 'limit', `${' '.repeat(250_000)}{%- if true %}{% endif %}`],
  ['of tags that open', 'syntax', '{%'.repeat(100_000)],
  ['of a comment without end', 'syntax', `{#${'x'.repeat(200_000)}`],
  ['of a text without end', 'syntax', `{{ '${'x'.repeat(200_000)}`],
  ['that multiplies a text', 'syntax', "{{ 'x' * 1000000000 }}"],
  ['that raises to a power without end', 'syntax', '{{ 10 ** 400 }}'],
  ['that loops over a number', 'syntax', '{% for i in 5 %}{% endfor %}'],
  ['that includes a file', 'syntax', "{% include '/etc/passwd' %}"],
  ['that imports another', 'syntax', "{% import 'os' as os %}{{ os.system('id') }}"],
  ['that climbs to a class', 'syntax', "{{ ''.__class__.__mro__[1].__subclasses__() }}"],
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
