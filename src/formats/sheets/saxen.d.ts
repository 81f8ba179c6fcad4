/** The part of saxen that is used here; the package has no types of its own. */
declare module "saxen" {
  type Decode = (text: string) => string;

  /** Hooks of the parser. An attribute's value is not decoded yet. */
  interface Hooks {
    openTag(name: string, attributes: () => Record<string, string>, decode: Decode): void;
    closeTag(name: string): void;
    text(text: string, decode: Decode): void;
    cdata(text: string): void;
    error(error: Error): void;
  }

  /** A parser of XML that is fed piece by piece. */
  export class Parser {
    on<Name extends keyof Hooks>(name: Name, hook: Hooks[Name]): this;
    write(piece: string): this;
    end(): unknown;
  }
}
