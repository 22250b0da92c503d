import { portOf } from '../../webhook-gateway/port';

describe('the port', () => {
  it.each([
    [undefined, 3000],
    ['', 3000],
    ['8080', 8080],
    [' 0 ', 0],
  ])('of PORT=%s is %i', (PORT, port) => {
    expect(portOf({ PORT })).toBe(port);
  });

  it.each(['eighty', '70000', '-1', '1e3', '80.5'])('%s is refused by name', (PORT) => {
    expect(() => portOf({ PORT })).toThrow(`PORT is "${PORT}": set it to a number from 0 to 65535.`);
  });
});
