import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Stack } from './stack';

const root = join(__dirname, '../..');

/** A worker in a process of its own, as in a deployment, so that it can be killed. Needs `npm run build`. */
export class WorkerProcess {
  private constructor(private readonly child: ChildProcess) {}

  /** Resolves once it polls. */
  static async start(stack: Stack): Promise<WorkerProcess> {
    const child = spawn(process.execPath, [join(root, 'dist/worker/main.js')], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, DATABASE_URL: stack.databaseUrl, BREX_KINETIC_TASK_QUEUE: stack.postingQueue },
    });
    let output = '';
    await new Promise<void>((resolve, reject) => {
      const listen = (chunk: Buffer): void => {
        output += chunk.toString();
        if (output.includes('worker ready')) resolve();
      };
      child.stdout?.on('data', listen);
      child.stderr?.on('data', listen);
      child.once('exit', (code) => reject(new Error(`the worker ended with ${code}:\n${output}`)));
    });
    return new WorkerProcess(child);
  }

  /** SIGKILL: no grace, no goodbye. */
  async kill(): Promise<void> {
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGKILL');
    await gone;
  }

  /** SIGSTOP: it stands still in the middle of what it does, as on a machine that is suspended. */
  pause(): void {
    this.child.kill('SIGSTOP');
  }

  resume(): void {
    this.child.kill('SIGCONT');
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    await gone;
  }
}
