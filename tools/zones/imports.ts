import { parseSync, Visitor } from 'oxc-parser';

/** One module that a file names, by whatever syntax. */
export interface Import {
  readonly specifier: string;
  /** Counted from 1. */
  readonly line: number;
}

/** A file that is not TypeScript or JavaScript as the parser knows it. */
export class SyntaxProblem extends Error {
  readonly code = 'syntax';

  constructor(file: string, reason: string) {
    super(`${file}: ${reason}`);
  }
}

/**
 * Every module a source names: static and dynamic imports, re-exports, `import()` types,
 * `import x = require()`, `require()` and `new URL('./x', import.meta.url)`. A dynamic import whose
 * argument is no literal is reported as the specifier `*`, because nobody can tell where it leads.
 *
 * @throws {SyntaxProblem} when the source does not parse.
 */
export function importsOf(file: string, source: string): Import[] {
  const { program, errors } = parseSync(file, source);
  const [error] = errors;
  if (error !== undefined) throw new SyntaxProblem(file, error.message);

  const found: Import[] = [];
  const add = (specifier: unknown, start: number): void => {
    const line = source.slice(0, start).split('\n').length;
    found.push({ specifier: typeof specifier === 'string' ? specifier : '*', line });
  };
  const literal = (node: unknown): unknown =>
    typeof node === 'object' && node !== null && 'value' in node ? node.value : undefined;

  new Visitor({
    ImportDeclaration: (node) => add(node.source.value, node.start),
    ExportAllDeclaration: (node) => add(node.source.value, node.start),
    ExportNamedDeclaration: (node) => {
      if (node.source !== null) add(node.source.value, node.start);
    },
    ImportExpression: (node) => add(literal(node.source), node.start),
    TSImportType: (node) => add(node.source.value, node.start),
    TSExternalModuleReference: (node) => add(node.expression.value, node.start),
    CallExpression: (node) => {
      if (node.callee.type === 'Identifier' && node.callee.name === 'require') {
        add(literal(node.arguments[0]), node.start);
      }
    },
    NewExpression: (node) => {
      const [target, base] = node.arguments;
      const relative =
        node.callee.type === 'Identifier' &&
        node.callee.name === 'URL' &&
        base?.type === 'MemberExpression' &&
        base.object.type === 'MetaProperty';
      if (relative && typeof literal(target) === 'string') add(literal(target), node.start);
    },
  }).visit(program);
  return found;
}
