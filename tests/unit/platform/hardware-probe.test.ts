import { describe, expect, test } from 'vitest';
import { measureTimerStepMs, toBrowserName, toSystemName } from '#platform/hardware-probe.ts';

const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';

describe('toBrowserName', () => {
  test.each([
    [CHROME, 'Chrome 156'],
    [`${CHROME} Edg/156.0.0.0`, 'Edge 156'],
    [CHROME.replace('Chrome', 'HeadlessChrome'), 'Chrome 156'],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:150.0) Gecko/20100101 Firefox/150.0', 'Firefox 150'],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15',
      'Safari 26',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
      'Safari 18',
    ],
    ['something else', 'unknown'],
  ])('%s', (userAgent, name) => {
    expect(toBrowserName({ userAgent })).toBe(name);
  });

  test('a brand stands in for an unknown user agent', () => {
    const brands = [
      { brand: 'Not/A)Brand', version: '8' },
      { brand: 'Vivid', version: '7' },
    ];
    expect(toBrowserName({ userAgent: '', userAgentData: { brands, platform: '' } })).toBe('Vivid 7');
  });
});

test('the system is a family', () => {
  expect(toSystemName('Mozilla/5.0 (Linux; Android 16; Pixel 9)')).toBe('Android');
  expect(toSystemName('macOS')).toBe('macOS');
  expect(toSystemName(CHROME)).toBe('Linux');
  expect(toSystemName('')).toBeNull();
});

test('the timer step is the smallest seen', () => {
  const readings = [0, 0, 0.1, 0.1, 0.3, 0.35, 0.35];
  let index = 0;
  expect(measureTimerStepMs(() => readings[index++] ?? index)).toBeCloseTo(0.05);
});
