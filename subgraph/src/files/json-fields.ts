import { BigDecimal, BigInt, Bytes, JSONValue, JSONValueKind, TypedMap } from '@graphprotocol/graph-ts';

/** Fields of a JSON object written by anybody: what has another type or is out of bounds counts as missing. */
export class JsonFields {
  private object: TypedMap<string, JSONValue>;

  constructor(object: TypedMap<string, JSONValue>) {
    this.object = object;
  }

  text(name: string, maxLength: i32): string | null {
    const value = this.value(name, JSONValueKind.STRING);
    if (value === null) return null;
    const text = value.toString();
    return text.length > 0 && text.length <= maxLength ? text : null;
  }

  /** Hex with 0x in front, of exactly `length` bytes. */
  bytes(name: string, length: i32): Bytes | null {
    const text = this.text(name, 2 + 2 * length);
    return text !== null && isHex(text, length) ? Bytes.fromHexString(text) : null;
  }

  /** A whole number from 0 to 2^63. */
  whole(name: string): BigInt | null {
    const value = this.value(name, JSONValueKind.NUMBER);
    if (value === null) return null;
    const number = value.toF64();
    const isWhole = number >= 0 && number < 9223372036854775807.0 && Math.floor(number) == number;
    return isWhole ? BigInt.fromI64(<i64>number) : null;
  }

  /** A number that fits 32 bits. */
  small(name: string, max: i32): BigInt | null {
    const whole = this.whole(name);
    return whole !== null && whole.le(BigInt.fromI32(max)) ? whole : null;
  }

  decimal(name: string): BigDecimal | null {
    const value = this.value(name, JSONValueKind.NUMBER);
    if (value === null) return null;
    const number = value.toF64();
    return isFinite(number) ? BigDecimal.fromString(number.toString()) : null;
  }

  fields(name: string): JsonFields | null {
    const value = this.value(name, JSONValueKind.OBJECT);
    return value === null ? null : new JsonFields(value.toObject());
  }

  list(name: string, maxLength: i32): JSONValue[] {
    const value = this.value(name, JSONValueKind.ARRAY);
    if (value === null) return [];
    const list = value.toArray();
    return list.length <= maxLength ? list : [];
  }

  texts(name: string, maxCount: i32, maxLength: i32): string[] {
    const list = this.list(name, maxCount);
    const texts: string[] = [];
    for (let i = 0; i < list.length; i++) {
      if (list[i].kind != JSONValueKind.STRING) continue;
      const text = list[i].toString();
      if (text.length > 0 && text.length <= maxLength) texts.push(text);
    }
    return texts;
  }

  private value(name: string, kind: JSONValueKind): JSONValue | null {
    const value = this.object.get(name);
    return value !== null && value.kind == kind ? value : null;
  }
}

function isHex(text: string, length: i32): bool {
  if (text.length != 2 + 2 * length || !text.startsWith('0x')) return false;
  for (let i = 2; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const isDigit = code >= 48 && code <= 57;
    const isLower = code >= 97 && code <= 102;
    const isUpper = code >= 65 && code <= 70;
    if (!isDigit && !isLower && !isUpper) return false;
  }
  return true;
}
