import {
  CamelCasePlugin,
  type PluginTransformQueryArgs,
  PostgresDialect,
  PostgresQueryCompiler,
  type QueryCompiler,
  type RootOperationNode,
} from 'kysely';
import { storable } from './unicode';

/**
 * Statements as our database wants them: names in snake case, and texts that PostgreSQL can hold, so that no
 * repository has to think of either. Done while a statement is compiled: plugins would copy all of it, each.
 */
export class StoreDialect extends PostgresDialect {
  override createQueryCompiler(): QueryCompiler {
    return new StoreCompiler();
  }
}

/** Every name that the code uses, as the database knows it. */
const snakeCased = new Map<string, string>();

class StoreCompiler extends PostgresQueryCompiler {
  protected override sanitizeIdentifier(name: string): string {
    const known = snakeCased.get(name);
    if (known !== undefined) return known;
    const made = super.sanitizeIdentifier(name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
    snakeCased.set(name, made);
    return made;
  }

  protected override appendValue(value: unknown): void {
    super.appendValue(storable(value));
  }
}

/** Rows with names in camel case; what is inside of JSON stays as it was written. */
export class CamelCaseRows extends CamelCasePlugin {
  constructor() {
    super({ maintainNestedObjectKeys: true });
  }

  override transformQuery({ node }: PluginTransformQueryArgs): RootOperationNode {
    return node;
  }
}
