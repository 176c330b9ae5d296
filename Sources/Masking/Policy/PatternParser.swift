/// Why a pattern cannot be read, and at which of its characters, counted from 0.
package struct PatternFault: Error, Hashable, Sendable {
  package let offset: Int
  package let problem: Problem

  package enum Problem: Hashable, Sendable {
    /// Nothing stands there, or nothing between two marks.
    case empty
    /// A character outside of ASCII.
    case notASCII
    /// A bracket that nothing closes, or a backslash at the end.
    case unclosed
    /// A mark that has nothing before it to refer to, or a bracket that closes nothing.
    case misplaced
    /// A count that is no number, runs backwards or is over 64.
    case count
    /// Brackets inside brackets, more than eight deep.
    case tooDeep
    /// More than 64 characters once the counts are written out.
    case tooLong
    /// Begins with something other than a letter or digit, or may be nothing at all.
    case start
  }
}

/// Reads patterns: `#` a digit, `@` a letter, `*` either, `[…]` one of some, `(…|…)` a group, `?` may be
/// left out, `{2}` or `{2,4}` counts; a backslash takes the meaning off.
struct PatternParser {
  static let depthLimit = 8

  private let bytes: [UInt8]
  private let separators: IdentifierPattern.Separators
  private var index = 0
  private var depth = 0

  init(_ source: String, separators: IdentifierPattern.Separators) {
    bytes = Array(source.utf8)
    self.separators = separators
  }

  mutating func parse() throws(PatternFault) -> PatternNode {
    if let foreign = bytes.firstIndex(where: { $0 < 0x20 || $0 >= 0x7F }) {
      throw PatternFault(offset: foreign, problem: .notASCII)
    }
    let node = try choice()
    guard index == bytes.count else { throw fault(.misplaced) }
    return node
  }

  private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

  private func fault(_ problem: PatternFault.Problem) -> PatternFault {
    PatternFault(offset: index, problem: problem)
  }

  private mutating func choice() throws(PatternFault) -> PatternNode {
    var branches = [try sequence()]
    while next == UInt8(ascii: "|") {
      index += 1
      branches.append(try sequence())
    }
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func sequence() throws(PatternFault) -> PatternNode {
    var nodes: [PatternNode] = []
    while let byte = next, byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")") {
      nodes.append(try counted(element(byte)))
    }
    guard !nodes.isEmpty else { throw fault(.empty) }
    return .sequence(nodes)
  }

  private mutating func element(_ byte: UInt8) throws(PatternFault) -> PatternNode {
    switch byte {
    case UInt8(ascii: "?"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "]"):
      throw fault(.misplaced)
    case UInt8(ascii: "("): return try group()
    case UInt8(ascii: "["): return .one(try characters())
    case UInt8(ascii: "\\"):
      index += 1
      guard let escaped = next else { throw fault(.unclosed) }
      index += 1
      return literal(escaped)
    default:
      index += 1
      return literalOrClass(byte)
    }
  }

  private func literalOrClass(_ byte: UInt8) -> PatternNode {
    switch byte {
    case UInt8(ascii: "#"): .one(separators == .tolerant ? .digitOrLookAlike : .digit)
    case UInt8(ascii: "@"): .one(.letter)
    case UInt8(ascii: "*"): .one(.letterOrDigit)
    default: literal(byte)
    }
  }

  /// People write `LT-20417`, `LT 20417` and `LT20417` for the same thing.
  private func literal(_ byte: UInt8) -> PatternNode {
    if separators == .tolerant, PatternClass.isSeparator(byte) {
      return .optional(.one(.separator))
    }
    var characters = PatternClass()
    characters.insert(byte)
    return .one(characters)
  }

  private mutating func group() throws(PatternFault) -> PatternNode {
    let start = index
    guard depth < Self.depthLimit else { throw fault(.tooDeep) }
    depth += 1
    index += 1
    let node = try choice()
    guard next == UInt8(ascii: ")") else {
      throw PatternFault(offset: start, problem: .unclosed)
    }
    depth -= 1
    index += 1
    return node
  }

  private mutating func characters() throws(PatternFault) -> PatternClass {
    let start = index
    var characters = PatternClass()
    index += 1
    while let byte = next, byte != UInt8(ascii: "]") {
      index += 1
      guard next == UInt8(ascii: "-"), index + 1 < bytes.count,
        bytes[index + 1] != UInt8(ascii: "]")
      else {
        characters.insert(byte)
        continue
      }
      let last = bytes[index + 1]
      guard byte <= last else { throw fault(.count) }
      index += 2
      for member in byte...last { characters.insert(member) }
    }
    guard next != nil else { throw PatternFault(offset: start, problem: .unclosed) }
    guard !characters.isEmpty else { throw PatternFault(offset: start, problem: .empty) }
    index += 1
    return characters
  }

  private mutating func counted(_ node: PatternNode) throws(PatternFault) -> PatternNode {
    switch next {
    case UInt8(ascii: "?"):
      index += 1
      return .optional(node)
    case UInt8(ascii: "{"):
      let counts = try counts()
      let required = Array(repeating: node, count: counts.lowerBound)
      let more = Array(repeating: PatternNode.optional(node), count: counts.count - 1)
      return .sequence(required + more)
    default:
      return node
    }
  }

  private mutating func counts() throws(PatternFault) -> ClosedRange<Int> {
    let start = index
    guard let close = bytes[index...].firstIndex(of: UInt8(ascii: "}")) else {
      throw PatternFault(offset: start, problem: .unclosed)
    }
    let text = String(decoding: bytes[(index + 1)..<close], as: UTF8.self)
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { part in
      Int(part.filter { $0 != " " })
    }
    index = close + 1
    guard (1...2).contains(numbers.count), let least = numbers[0], let most = numbers.last ?? least,
      least >= 0, most >= max(least, 1), most <= PatternAutomaton.positionLimit
    else { throw PatternFault(offset: start, problem: .count) }
    return least...most
  }
}
