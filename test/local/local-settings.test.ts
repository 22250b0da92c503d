import { resolve } from 'node:path';
import { portsToUse, readLocalSettings } from '../../local/local-settings';

const portNumbers = (argv: string[], env: Record<string, string> = {}) =>
  portsToUse(readLocalSettings(argv, env)).map(({ port }) => port);

describe('what npm start was asked for', () => {
  it('is everything with the sandbox, kept in .data', () => {
    const settings = readLocalSettings([], {});
    expect(settings).toMatchObject({ fresh: false, connectionFile: null, temporalAddress: null });
    expect(settings.stateFolder).toBe(resolve('.data'));
    expect(settings.logFolder).toBe(resolve('.data/logs'));
    expect(portNumbers([])).toEqual([3000, 7233, 8233, 8234, 4010, 4020, 4030, 4031]);
  });

  it('takes ports from the environment', () => {
    expect(portNumbers([], { PORT: '3100', TEMPORAL_UI_PORT: '9000' })).toEqual(
      expect.arrayContaining([3100, 9000]),
    );
    expect(readLocalSettings([], { TEMPORAL_UI_PORT: '9000' }).temporalUiUrl).toBe('http://localhost:9000');
  });

  it('needs no port for a Temporal server that runs already', () => {
    expect(portNumbers([], { TEMPORAL_ADDRESS: 'temporal.example.com:7233' })).toEqual([
      3000, 4010, 4020, 4030, 4031,
    ]);
  });

  it('runs no sandbox with a connection file, and keeps what is booked for real apart from it', () => {
    const settings = readLocalSettings(['--connect', 'acme.yaml'], {});
    expect(settings.connectionFile).toBe(resolve('acme.yaml'));
    expect(settings.stateFolder).toBe(resolve('.data/connected'));
    expect(portNumbers(['--connect', 'acme.yaml'])).toEqual([3000, 7233, 8233, 8234]);
  });

  it('never forgets what was booked for real', () => {
    expect(() => readLocalSettings(['--fresh', '--connect', 'acme.yaml'], {})).toThrow(
      'for the sandbox only',
    );
  });
});
