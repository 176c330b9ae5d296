import Text

/// What a site knows to be its own and wants to read: its addresses and accounts, the shapes of its
/// order numbers.
public struct AllowList: Hashable, Sendable {
  /// How many values and how many shapes there may be.
  public static let limit = 1_000

  /// Values as they were written, in their order.
  public private(set) var values: [String] = []
  /// Shapes such as `LT-#####`.
  package private(set) var patterns: [IdentifierPattern] = []
  private var forms: Set<[UInt8]> = []

  init() {}

  /// Whether nothing is allowed.
  public var isEmpty: Bool { values.isEmpty && patterns.isEmpty }

  /// Leaves a value readable; `@example.org` stands for every address there.
  /// - Throws: `alwaysMasked`, `allowedValueTooShort`, `tooMany`.
  mutating func add(value: String) throws(PolicyError) {
    guard values.count < Self.limit else { throw .tooMany(limit: Self.limit) }
    let form = Self.form(of: Folder.fold(Array(value.utf8)).bytes)
    guard form.filter(Byte.isAlphanumeric).count >= 4 else { throw .allowedValueTooShort }
    let found = Recognition.detect(
      in: .init(sanitizing: value), locale: nil, profile: [], rules: .standard)
    if let masked = found.first(where: \.kind.isAlwaysMasked) { throw .alwaysMasked(masked.kind) }
    values.append(value)
    forms.insert(form)
  }

  /// Leaves everything of a shape readable.
  /// - Throws: `opens`, `tooMany`.
  mutating func add(pattern: IdentifierPattern) throws(PolicyError) {
    guard patterns.count < Self.limit else { throw .tooMany(limit: Self.limit) }
    if pattern.takesAnyLetters { throw .opens(.licensePlate, example: pattern.example) }
    for (kind, shape) in OrdinaryText.identifierShapes {
      guard let shape = try? IdentifierPattern(shape, separators: .exact),
        let example = pattern.automaton.common(with: shape.automaton)
      else { continue }
      throw .opens(kind, example: example)
    }
    patterns.append(pattern)
  }

  /// Whether folded text is an allowed value.
  func contains(_ bytes: [UInt8]) -> Bool {
    guard !forms.isEmpty else { return false }
    let form = Self.form(of: bytes)
    if forms.contains(form) { return true }
    guard let sign = form.lastIndex(of: UInt8(ascii: "@")), sign > 0 else { return false }
    return forms.contains(Array(form[sign...]))
  }

  /// An address letter by letter; of anything else the letters and digits, however they are grouped.
  private static func form(of bytes: [UInt8]) -> [UInt8] {
    let small = bytes.map(Byte.lowercased)
    return small.contains(UInt8(ascii: "@")) ? small : small.filter(Byte.isAlphanumeric)
  }
}
