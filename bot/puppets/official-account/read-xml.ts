import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { Refusal } from './refusal.ts';

/** An element: its text, or its children by name; of several of one name, a list. */
export type XmlNode = string | XmlNode[] | { readonly [name: string]: XmlNode };
export type XmlFields = { readonly [name: string]: XmlNode };

const parser = new XMLParser({
  ignoreAttributes: true,
  // Values stay text: the default turns 007 into 7 and rounds 64-bit message ids.
  parseTagValue: false,
  processEntities: false,
  htmlEntities: false,
});

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what XML must not hold
const strayCharacters = /[\u0001-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/**
 * The fields of WeChat's `<xml>` document. The parser itself accepts broken documents, so they are checked first; a
 * DOCTYPE, and with it every entity of one's own, is refused.
 * @throws Refusal
 */
export function readXml(text: string): XmlFields {
  if (text.includes('\0')) throw new Refusal(400, 'the body is binary');
  // What a citizen pasted must not cost them the message.
  const body = text.replace(strayCharacters, '');
  // WeChat keeps a text's own "<!" within CDATA; outside of it there is nothing that needs a declaration.
  const outside = body.replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, '');
  if (/<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)/i.test(outside))
    throw new Refusal(400, 'the body declares a document type');
  if (XMLValidator.validate(body) !== true) throw new Refusal(400, 'the body is not well-formed XML');
  const xml = parse(body);
  if (typeof xml !== 'object' || Array.isArray(xml)) throw new Refusal(400, 'the body is no message');
  return xml;
}

function parse(body: string): XmlNode | undefined {
  try {
    return (parser.parse(body) as { xml?: XmlNode }).xml;
  } catch (cause) {
    throw new Refusal(400, `the body is no message: ${cause instanceof Error ? cause.message : ''}`);
  }
}

/** The text of a field; null where it is missing, empty or has children. */
export function textOf(fields: XmlFields, name: string): string | null {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return typeof value === 'string' && value !== '' ? value : null;
}

/** @throws Refusal naming the field */
export function requireText(fields: XmlFields, name: string): string {
  const value = textOf(fields, name);
  if (value === null) throw new Refusal(400, `the message has no ${name}`);
  return value;
}
