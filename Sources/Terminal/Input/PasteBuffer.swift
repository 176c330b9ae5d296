import Text

/// The bytes of a bracketed paste, up to its end mark.
struct PasteBuffer {
  private static let endMark = Array("\u{1B}[201~".utf8)

  private let byteLimit: Int
  private var bytes: [UInt8] = []
  /// How much of the end mark the last bytes are.
  private var matched = 0
  /// How long it is, kept or not.
  private var byteCount = 0

  private(set) var isComplete = false

  init(byteLimit: Int) {
    self.byteLimit = byteLimit
  }

  /// Takes bytes as far as the end mark, and returns how many.
  mutating func append(_ more: some Collection<UInt8>) -> Int {
    var taken = 0
    for byte in more {
      taken += 1
      if byte == Self.endMark[matched] {
        matched += 1
        if matched == Self.endMark.count {
          isComplete = true
          return taken
        }
      } else {
        keepUnfinishedMark()
        if byte == Self.endMark[0] {
          matched = 1
        } else {
          keep(byte)
        }
      }
    }
    return taken
  }

  /// The event, and an empty buffer.
  mutating func finish() -> InputEvent {
    defer { self = PasteBuffer(byteLimit: byteLimit) }
    guard byteCount <= byteLimit else {
      return .pasteRefused(byteCount: byteCount)
    }
    return .paste(SanitizedText(sanitizing: bytes))
  }

  private mutating func keepUnfinishedMark() {
    for byte in Self.endMark.prefix(matched) { keep(byte) }
    matched = 0
  }

  private mutating func keep(_ byte: UInt8) {
    byteCount += 1
    if byteCount <= byteLimit {
      bytes.append(byte)
    } else if !bytes.isEmpty {
      bytes = []
    }
  }
}
