/** Stops what servers-setup.ts started. */
export default async function tearDown(): Promise<void> {
  await globalThis.brexKineticTestServers?.stop();
  globalThis.brexKineticTestServers = undefined;
}
