/// The one pass over the text: finds every place where a recogniser may start.
struct Scan {
  /// A phrase of the label trie.
  struct Label {
    let phrase: Int
    let range: Range<Int>
  }

  private(set) var labels: [Label] = []
  private(set) var digits: [Int] = []
  private(set) var atSigns: [Int] = []
  private(set) var schemes: [Int] = []
  private(set) var colons: [Int] = []
  private(set) var longTokens: [Range<Int>] = []
  private(set) var numberWords: [Int] = []

  init(_ bytes: [UInt8], _ index: RecogniserIndex) {
    labels.reserveCapacity(64)
    digits.reserveCapacity(64)
    longTokens.reserveCapacity(16)
    colons.reserveCapacity(16)
    bytes.withUnsafeBufferPointer { run($0, index.phrases, index.prefixes) }
  }

  private static let longTokenLength = 16
  /// What the name of a digit stands for in the trie of phrases.
  static let numberWord = Int(Int32.max)

  private mutating func run(
    _ bytes: UnsafeBufferPointer<UInt8>, _ phrases: PhraseTrie, _ prefixes: PrefixFilter
  ) {
    let count = bytes.count
    var index = 0
    var tokenStart = 0
    while index < count {
      let byte = bytes[index]
      if Byte.isLetter(byte) {
        if prefixes.mayBegin(in: bytes, at: index) { note(phrases, in: bytes, at: index) }
        index &+= 1
        while index < count, Byte.isLetter(bytes[index]) { index &+= 1 }
      } else if Byte.isDigit(byte) {
        index = scanDigits(bytes, at: index)
      } else {
        scanMark(bytes, at: index)
        if !Byte.isKeyText(byte) {
          if index - tokenStart >= Self.longTokenLength { longTokens.append(tokenStart..<index) }
          tokenStart = index + 1
        }
        index += 1
      }
    }
    if count - tokenStart >= Self.longTokenLength { longTokens.append(tokenStart..<count) }
  }

  private mutating func note(
    _ phrases: PhraseTrie, in bytes: UnsafeBufferPointer<UInt8>, at start: Int
  ) {
    guard let match = phrases.longestMatch(in: bytes, at: start) else { return }
    if match.value == Self.numberWord {
      numberWords.append(start)
    } else {
      labels.append(Label(phrase: match.value, range: start..<match.end))
    }
  }

  /// Notes the first digit; the rest of an unbroken run needs no look.
  private mutating func scanDigits(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Int {
    digits.append(start)
    var index = start + 1
    while index < bytes.count, Byte.isDigit(bytes[index]) { index += 1 }
    return index
  }

  private mutating func scanMark(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) {
    switch bytes[index] {
    case UInt8(ascii: "@"):
      atSigns.append(index)
    case UInt8(ascii: ":"):
      if index + 2 < bytes.count, bytes[index + 1] == 0x2F, bytes[index + 2] == 0x2F {
        schemes.append(index)
      } else {
        colons.append(index)
      }
    default: break
    }
  }
}
