import { bookkeeperMessage } from '../../accounting/bookkeeper-message';

describe('what the bookkeeper reads in Brex', () => {
  it('is what is wrong, then what mends it', () => {
    expect(bookkeeperMessage({ text: 'Line 1 has no Department.', remedy: 'Choose a Department.' })).toBe(
      'Line 1 has no Department. Choose a Department.',
    );
  });

  it('is ASCII, since Brex refuses other text', () => {
    expect(bookkeeperMessage({ text: '“Café – Zürich” 5 € …', remedy: 'Wähle 東京 🎂\nneu\u0000.' })).toBe(
      '"Cafe - Zurich" 5 EUR ... Wahle ?? neu .',
    );
  });

  it('has at most 500 characters and keeps the remedy whole', () => {
    const message = bookkeeperMessage({ text: 'long '.repeat(200), remedy: 'Choose a Department.' });
    expect(message.length).toBeLessThanOrEqual(500);
    expect(message.length).toBeGreaterThan(490);
    expect(message).toMatch(/\.\.\. Choose a Department\.$/);
  });

  it('has at most 500 characters where letters grow in ASCII', () => {
    const message = bookkeeperMessage({ text: '€ß'.repeat(400), remedy: '…'.repeat(600) });
    expect(message.length).toBeLessThanOrEqual(500);
  });
});
