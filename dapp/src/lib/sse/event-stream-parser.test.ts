import { expect, it } from 'vitest';
import { eventStreamParser } from './event-stream-parser.ts';

const STREAM =
  'id: 7\nevent: step\ndata: {"a":1}\n\n: comment\ndata: one\r\ndata: two\r\n\r\nretry: 1500\ndata\n\n';

it('reads events with their type, id and joined data', () => {
  expect(eventStreamParser().push(STREAM)).toEqual([
    { type: 'step', data: '{"a":1}', id: '7' },
    { type: 'message', data: 'one\ntwo', id: '7' },
    { type: 'message', data: '', id: '7' },
  ]);
});

it('gives the same events however the text is cut', () => {
  const whole = eventStreamParser().push(STREAM);
  for (let size = 1; size < 20; size++) {
    const parser = eventStreamParser();
    const events = [];
    for (let at = 0; at < STREAM.length; at += size) events.push(...parser.push(STREAM.slice(at, at + size)));
    expect(events).toEqual(whole);
  }
});

it('holds back an event whose blank line has not come', () => {
  const parser = eventStreamParser('3');
  expect(parser.push('data: x\n')).toEqual([]);
  expect(parser.push('\n')).toEqual([{ type: 'message', data: 'x', id: '3' }]);
});

it('tells the wait the server asked for, and ignores one that is no number', () => {
  const parser = eventStreamParser();
  parser.push('retry: soon\n\n');
  expect(parser.retryMs()).toBeUndefined();
  parser.push('retry: 1500\n\n');
  expect(parser.retryMs()).toBe(1500);
});
