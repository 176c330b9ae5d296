import Text

/// Turns a terminal's bytes into events, wherever a read happens to cut them.
///
/// What is not understood is swallowed whole: a sequence that leaked as text would end in a reply to
/// a customer. The parser has no clock; it says by when it must be asked again (``deadline``),
/// because a lone ESC is told from the start of a sequence by the silence after it.
package struct InputParser {
  package typealias Instant = ContinuousClock.Instant

  /// The longest paste that is taken, unless told otherwise.
  package static let defaultPasteByteLimit = 8 << 20

  /// How long a lone ESC waits for the rest of a sequence.
  static let escapeTimeout = Duration.milliseconds(25)
  /// How long the start of a sequence, which no key alone sends, waits for the rest.
  static let sequenceTimeout = Duration.milliseconds(250)
  /// How long a paste may fall silent before it counts as ended.
  static let pasteTimeout = Duration.seconds(5)

  /// Parameters longer than this belong to no sequence we know.
  static let parameterByteLimit = 64

  enum State {
    case ground
    /// ESC, and whether another one came before it.
    case escape(isRepeated: Bool)
    case controlSequence
    case singleShift
    /// OSC, DCS, APC, PM, SOS: up to ST or BEL. The flag: the last byte was ESC.
    case controlString(endsNext: Bool)
    /// The fixed bytes after an old mouse report.
    case skipping(count: Int)
    /// The Linux console's F1 to F5: `ESC [ [ A`.
    case linuxFunction
    case paste
  }

  var state = State.ground
  /// What came with ESC in front of it.
  var hasAlt = false
  var parameters: [UInt8] = []
  var characters = ScalarDecoder()
  var paste: PasteBuffer
  var events: [InputEvent] = []

  /// When ``expire(at:)`` is due, if nothing more is fed.
  package private(set) var deadline: Instant?

  /// - Parameter pasteByteLimit: a paste beyond it is refused whole.
  package init(pasteByteLimit: Int = defaultPasteByteLimit) {
    paste = PasteBuffer(byteLimit: pasteByteLimit)
  }

  /// Takes what was read, and returns what is complete.
  package mutating func feed(_ bytes: some Collection<UInt8>, at now: Instant) -> [InputEvent] {
    var rest = bytes[...]
    while let byte = rest.first {
      if case .paste = state {
        rest = rest.dropFirst(paste.append(rest))
        if paste.isComplete { endPaste() }
      } else {
        rest = rest.dropFirst()
        take(byte)
      }
    }
    deadline = timeout.map { now.advanced(by: $0) }
    return takeEvents()
  }

  /// Ends what waits for bytes that do not come.
  package mutating func expire(at now: Instant) -> [InputEvent] {
    guard let deadline, now >= deadline else { return [] }
    self.deadline = nil
    switch state {
    case .escape(let isRepeated):
      emit(.escape, isRepeated ? .alt : [])
    case .controlSequence where parameters.isEmpty:
      emit(.character("["), .alt)
    case .singleShift where parameters.isEmpty:
      emit(.character("O"), .alt)
    case .paste:
      endPaste()
    default:
      break
    }
    reset()
    return takeEvents()
  }

  private var timeout: Duration? {
    switch state {
    case .ground: nil
    case .escape: Self.escapeTimeout
    case .paste: Self.pasteTimeout
    default: Self.sequenceTimeout
    }
  }

  private mutating func takeEvents() -> [InputEvent] {
    defer { events.removeAll(keepingCapacity: true) }
    return events
  }

  mutating func emit(_ key: Key, _ modifiers: KeyModifiers = []) {
    events.append(.key(KeyPress(key, modifiers)))
  }

  mutating func reset() {
    state = .ground
    hasAlt = false
    parameters.removeAll(keepingCapacity: true)
  }

  private mutating func endPaste() {
    events.append(paste.finish())
    reset()
  }
}

extension InputParser {
  private mutating func take(_ byte: UInt8) {
    switch state {
    case .ground: takeGround(byte)
    case .escape(let isRepeated): takeEscape(byte, isRepeated: isRepeated)
    case .controlSequence: takeControlSequence(byte)
    case .singleShift: takeSingleShift(byte)
    case .controlString(let endsNext): takeControlString(byte, endsNext: endsNext)
    case .skipping(let count): state = count > 1 ? .skipping(count: count - 1) : .ground
    case .linuxFunction:
      if (0x41...0x45).contains(byte) { emit(.function(Int(byte) - 0x40), hasAlt ? .alt : []) }
      reset()
    case .paste: preconditionFailure("a paste takes its bytes in bulk")
    }
  }

  private mutating func takeGround(_ byte: UInt8) {
    if characters.isPending, byte & 0xC0 != 0x80 { hasAlt = false }
    if byte == 0x1B {
      characters.drop()
      state = .escape(isRepeated: false)
    } else if byte < 0x20 || byte == 0x7F {
      characters.drop()
      takeControl(byte)
      hasAlt = false
    } else if let scalar = characters.take(byte) {
      type(scalar)
      hasAlt = false
    } else if !characters.isPending {
      hasAlt = false
    }
  }

  /// A control character is the key that sends it.
  private mutating func takeControl(_ byte: UInt8) {
    let alt: KeyModifiers = hasAlt ? .alt : []
    switch byte {
    case 0x00: emit(.character(" "), alt.union(.control))
    case 0x09: emit(.tab, alt)
    case 0x0D: emit(.enter, alt)
    case 0x7F: emit(.backspace, alt)
    case 0x01...0x1A:
      emit(.character(Character(Unicode.Scalar(byte + 0x60))), alt.union(.control))
    default: emit(.character(Character(Unicode.Scalar(byte + 0x40))), alt.union(.control))
    }
  }

  private mutating func type(_ scalar: Unicode.Scalar) {
    guard let key = Key(typing: scalar) else { return }
    emit(key, hasAlt ? .alt : [])
  }

  private mutating func takeEscape(_ byte: UInt8, isRepeated: Bool) {
    hasAlt = isRepeated
    switch byte {
    case 0x1B:
      state = .escape(isRepeated: true)
    case UInt8(ascii: "["):
      state = .controlSequence
    case UInt8(ascii: "O"):
      state = .singleShift
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"),
      UInt8(ascii: "_"):
      state = .controlString(endsNext: false)
    default:
      hasAlt = true
      state = .ground
      takeGround(byte)
    }
  }

  private mutating func takeControlString(_ byte: UInt8, endsNext: Bool) {
    switch byte {
    case 0x07, 0x18, 0x1A: reset()
    case 0x5C where endsNext: reset()
    case 0x1B: state = .controlString(endsNext: true)
    default: state = .controlString(endsNext: false)
    }
  }

  private mutating func takeControlSequence(_ byte: UInt8) {
    switch byte {
    case 0x20...0x3F:
      // One more than the limit is kept, to know it by.
      if parameters.count <= Self.parameterByteLimit { parameters.append(byte) }
    case UInt8(ascii: "[") where parameters.isEmpty:
      state = .linuxFunction
    case 0x40...0x7E:
      let alt: KeyModifiers = hasAlt ? .alt : []
      let sequence = ControlSequence(parameters: parameters, final: byte, alt: alt)
      reset()
      finish(sequence)
    default:
      // Not a sequence after all: what came of it is dropped, this byte begins anew.
      reset()
      takeGround(byte)
    }
  }

  private mutating func finish(_ sequence: ControlSequence) {
    switch sequence.meaning {
    case .event(let event): events.append(event)
    case .pasteBegins: state = .paste
    case .oldMouse: state = .skipping(count: 3)
    case .unknown: break
    }
  }

  private mutating func takeSingleShift(_ byte: UInt8) {
    switch byte {
    case 0x30...0x39:
      if parameters.count <= Self.parameterByteLimit { parameters.append(byte) }
    case 0x20...0x7E:
      let alt: KeyModifiers = hasAlt ? .alt : []
      let press = ControlSequence(parameters: parameters, final: byte, alt: alt).singleShiftKey
      reset()
      if let press { events.append(.key(press)) }
    default:
      reset()
      takeGround(byte)
    }
  }
}
