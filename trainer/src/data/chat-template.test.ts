import { describe, expect, it } from 'vitest';
import { CHATML } from '../../test/support/byte-level-vocabulary.ts';
import { compileChatTemplate } from './chat-template.ts';
import type { Message } from './message.ts';

const OPTIONS = { date: '2026-03-07', bosToken: '<s>', eosToken: '</s>' };
const TALK: Message[] = [
  { role: 'user', content: 'hi' },
  { role: 'assistant', content: 'hello' },
];

const render = (source: string, messages: Message[] = TALK, answer = false) =>
  compileChatTemplate(source, OPTIONS).render(messages, { answer });

describe('a chat template', () => {
  it('renders ChatML with its default system prompt', () => {
    expect(render(CHATML, TALK.slice(0, 1), true)).toBe(
      '<|im_start|>system\nBe kind<|im_end|>\n<|im_start|>user\nhi<|im_end|>\n<|im_start|>assistant\n',
    );
  });

  it('knows the tokens that begin and end a text', () => {
    expect(render('{{ bos_token }}{{ messages[0].content }}{{ eos_token }}')).toBe('<s>hi</s>');
  });

  it('prints the pinned date in English, whatever the machine thinks', () => {
    expect(render("{{ strftime_now('%d %b %Y, %A %H:%M, 100%%') }}")).toBe(
      '07 Mar 2026, Saturday 00:00, 100%',
    );
  });

  it('takes no tools to be none', () => {
    expect(render('{% if tools is none %}none{% endif %}')).toBe('none');
  });

  const weather = { type: 'function', function: { name: 'weather' } };
  const called: Message[] = [
    { role: 'user', content: 'Rain?' },
    { role: 'assistant', content: '', toolCalls: [{ name: 'weather', arguments: { city: 'Oslo' } }] },
  ];

  it('hands on the functions offered and called', () => {
    const source =
      '{% for t in tools %}{{ t.function.name }}: {% endfor %}{% for m in messages %}{{ m.content }}' +
      '{% for c in m.tool_calls or [] %}{{ c.function.name }}({{ c.function.arguments | tojson }}){% endfor %}{% endfor %}';
    const template = compileChatTemplate(source, OPTIONS);
    expect(template.render(called, { answer: false, tools: [weather] })).toBe(
      'weather: Rain?weather({"city": "Oslo"})',
    );
  });

  it('refuses to leave out what is offered or called', () => {
    const template = compileChatTemplate(CHATML, OPTIONS);
    const left = (what: string) =>
      expect.objectContaining({ code: 'raised', detail: `leaves out the ${what}` }) as Error;
    expect(() => template.render(TALK, { answer: false, tools: [weather] })).toThrow(
      left('function weather'),
    );
    expect(() => template.render(called, { answer: false })).toThrow(left('call of weather'));
  });

  it('says what the template says against a conversation', () => {
    expect(() => render("{{ raise_exception('roles must alternate') }}")).toThrow(
      expect.objectContaining({
        name: 'TemplateError',
        code: 'raised',
        detail: 'refuses this conversation: roles must alternate',
      }) as Error,
    );
  });

  it.each<[string, string]>([
    ['loops without end', '{% for a in range(9000) %}{% for b in range(9000) %}x{% endfor %}{% endfor %}'],
    ['calls itself', '{% macro f(x) %}{{ f(x) }}{% endmacro %}{{ f(1) }}'],
    [
      'doubles a text',
      "{% set n = namespace(t='x') %}{% for i in range(99) %}{% set n.t = n.t ~ n.t %}{% endfor %}{{ n.t }}",
    ],
    [
      'doubles a list',
      '{% set n = namespace(t=[1]) %}{% for i in range(99) %}{% set n.t = n.t + n.t %}{% endfor %}{{ n.t }}',
    ],
    [
      'replaces each letter by many',
      "{% set n = namespace(t='x') %}{% for i in range(9) %}" +
        "{% set n.t = n.t | replace('x', 'xxxxxxxxxxxxxxxx') %}{% endfor %}",
    ],
    [
      'writes the same text without end',
      '{% for i in range(10000) %}{% for m in range(20) %}{{ messages[0].content }}{% endfor %}{% endfor %}',
    ],
    ['asks for a long range', '{{ range(1000000000) | length }}'],
    ['asks for a range that never ends', '{{ range(0, 10, 0) | length }}'],
    ['is nested too deep', '{{ ' + '('.repeat(50_000) + '1' + ')'.repeat(50_000) + ' }}'],
    ['is too long', 'x'.repeat(300_000)],
  ])('is refused when it %s', (_, source) => {
    expect(() => render(source)).toThrow(
      expect.objectContaining({ name: 'TemplateError', code: 'limit' }) as Error,
    );
  });

  it.each<[string, string]>([
    ['is no template', '{% if %}'],
    ['is not closed', '{% for m in messages %}'],
    ['asks for an unknown date', "{{ strftime_now('%Q') }}"],
    ['calls what is no function', '{{ messages() }}'],
  ])('is refused when it %s', (_, source) => {
    expect(() => render(source)).toThrow(expect.objectContaining({ code: 'syntax' }) as Error);
  });

  it.each<[string, string]>([
    ['{{ messages.constructor }}', ''],
    ["{{ messages['__proto__'] }}", ''],
    ['{{ raise_exception.constructor }}', ''],
    ['{{ process }}{{ globalThis }}{{ require }}', ''],
    ['{{ messages[0].constructor.name }}', ''],
  ])('finds nothing of the host by %s', (source, text) => {
    expect(render(source)).toBe(text);
  });

  it('cannot make a function of a text', () => {
    expect(() => render("{{ ''.constructor.constructor('return process')() }}")).toThrow(
      expect.objectContaining({ name: 'TemplateError' }) as Error,
    );
  });
});
