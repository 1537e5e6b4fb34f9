import { FORM_BITS, From, Kind, kindBits, SUSPECT } from "../../trace/store/rowFlags";

/** What the model does with a row, so that its loops need not look at kind, sender and method. */
export const Role = {
  /** An entry of its own that causes nothing and is caused by nothing. */
  plain: 0,
  /** A result or an error: an entry only when it belongs to no exchange. */
  answer: 1,
  clientRequest: 2,
  /** May have been caused by a call of the client. */
  serverRequest: 3,
  /** Likewise; a notification about an exchange is about one that the client began. */
  serverNote: 4,
  /** The client gives up one of its calls. */
  clientCancel: 5,
  /** A batch or an event of the host: can end exchanges that it does not belong to. */
  odd: 6,
} as const;

/** The flags that tell rows apart here. */
const CLASS_FLAGS = Kind.host | From.server | From.host | SUSPECT | FORM_BITS;
const FROM_MASK = From.server | From.host;
const CANCELLED = "notifications/cancelled";

/**
 * Rows that are alike in flags, link, method and subject are of one class. There are few of them however many rows there
 * are, so a row needs only the code of its class, and what is true of a class is worked out once. Code 0 is no class.
 */
export class RowClasses {
  /** By code; longer than `count`. */
  flags = new Uint32Array(64);
  links = new Uint32Array(64);
  methods = new Uint16Array(64);
  subjects = new Uint16Array(64);
  roles = new Uint8Array(64);
  private used = 1;
  /** Hash table over the codes, never more than half full. */
  private slots = new Uint32Array(128);

  /** @param methodOf the word behind the code of a method */
  constructor(private readonly methodOf: (code: number) => string | undefined) {}

  /** Codes `[1, count)` are known. */
  get count(): number {
    return this.used;
  }

  code(rowFlags: number, link: number, method: number, subject: number): number {
    const flags = rowFlags & CLASS_FLAGS;
    const mask = this.slots.length - 1;
    for (let slot = hash(flags, link, method, subject) & mask; ; slot = (slot + 1) & mask) {
      const code = this.slots[slot] ?? 0;
      if (code === 0) return this.add(slot, flags, link, method, subject);
      if (this.flags[code] === flags && this.links[code] === link && this.methods[code] === method && this.subjects[code] === subject) return code;
    }
  }

  private add(slot: number, flags: number, link: number, method: number, subject: number): number {
    const code = this.used++;
    if (code === this.flags.length) this.grow();
    this.flags[code] = flags;
    this.links[code] = link;
    this.methods[code] = method;
    this.subjects[code] = subject;
    this.roles[code] = roleOf(flags, () => this.methodOf(method));
    if (this.used * 2 < this.slots.length) this.slots[slot] = code;
    else this.rehash();
    return code;
  }

  private grow(): void {
    const length = this.flags.length * 2;
    this.flags = enlarged(this.flags, new Uint32Array(length));
    this.links = enlarged(this.links, new Uint32Array(length));
    this.methods = enlarged(this.methods, new Uint16Array(length));
    this.subjects = enlarged(this.subjects, new Uint16Array(length));
    this.roles = enlarged(this.roles, new Uint8Array(length));
  }

  private rehash(): void {
    const slots = new Uint32Array(this.slots.length * 2);
    const mask = slots.length - 1;
    for (let code = 1; code < this.used; code++) {
      let slot = hash(this.flags[code] ?? 0, this.links[code] ?? 0, this.methods[code] ?? 0, this.subjects[code] ?? 0) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = code;
    }
    this.slots = slots;
  }
}

function roleOf(flags: number, method: () => string | undefined): number {
  const from = flags & FROM_MASK;
  switch (kindBits(flags)) {
    case Kind.request:
      return from === From.client ? Role.clientRequest : Role.serverRequest;
    case Kind.result:
    case Kind.error:
      return Role.answer;
    case Kind.notification:
      if (from === From.client) return method() === CANCELLED ? Role.clientCancel : Role.plain;
      return method() === CANCELLED ? Role.plain : Role.serverNote;
    case Kind.batch:
    case Kind.host:
      return Role.odd;
    default:
      return Role.plain;
  }
}

function enlarged<A extends Uint32Array | Uint16Array | Uint8Array>(from: A, to: A): A {
  to.set(from);
  return to;
}

function hash(flags: number, link: number, method: number, subject: number): number {
  const mixed = Math.imul(flags ^ Math.imul(link, 0x85ebca6b), 0x9e3779b1) ^ Math.imul((method << 16) ^ subject, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
