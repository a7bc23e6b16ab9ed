// Run with: node --test dashboard/src/test/js/*.test.mjs

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { standing } from '../../main/resources/static/app/days.js';
import { Messages } from '../../main/resources/static/app/messages.js';

const plain = (text) => text.replaceAll(/[\u00a0\u202f]/g, ' ').replaceAll(/[\u200e\u200f\u2066-\u2069]/g, '');
const english = new Messages('en', { 'language.direction': 'ltr', 'target.plain': 'of {target}' });

test('amounts beyond the precision of binary numbers keep every digit', () => {
  assert.equal(english.amount('1234567890123456.78', 'MONEY', 'EUR'), '€1,234,567,890,123,456.78');
  assert.equal(english.amount('0.1', 'MONEY', 'EUR'), '€0.10');
  assert.equal(english.amount('1200', 'MONEY', 'EUR', { signDisplay: 'always' }), '+€1,200');
  assert.equal(english.amount('5', 'MONEY', 'not a currency'), '5 not a currency');
});

test('percent is cut, never rounded up', () => {
  assert.equal(english.percent('0.999'), '99.9%');
  assert.equal(english.percent('0.99999'), '99.9%');
  assert.equal(english.percent('1.000', { minimumFractionDigits: 1 }), '100.0%');
  assert.equal(english.percent('-0.334'), '-33.4%');
});

test('units are written as the language does', () => {
  assert.equal(english.amount('1', 'DAYS'), '1 day');
  assert.equal(english.amount('0.2785', 'SHARE'), '27.85%');
  assert.equal(plain(new Messages('ru', {}).unit(3, 'day')), '3 дня');
});

test('a Latin currency does not fall apart from right to left', () => {
  const arabic = new Messages('ar', { 'language.direction': 'rtl' });
  assert.match(arabic.amount('5', 'MONEY', 'USD'), /\u2068US\$\u2069/);
});

test('parameters are isolated and missing ones stay visible', () => {
  assert.equal(english.text('target.plain', { target: 'X' }), 'of \u2068X\u2069');
  assert.equal(english.text('target.plain'), 'of {target}');
  assert.equal(english.text('no.such.text'), 'no.such.text');
});

test('days are counted in the zone of the goal', () => {
  const period = { start: '2026-03-01', end: '2026-04-01', zone: 'Asia/Shanghai' };
  const at = (moment) => standing(period, Date.parse(moment));
  assert.deepEqual(at('2026-02-28T15:59:59Z'), { phase: 'before', days: 1 });
  assert.deepEqual(at('2026-02-28T16:00:00Z'), { phase: 'in', days: 31 });
  assert.deepEqual(at('2026-03-31T15:59:59Z'), { phase: 'in', days: 1 });
  assert.deepEqual(at('2026-03-31T16:00:00Z'), { phase: 'after', days: 0 });
});
