/// What one workspace masks, what it shows of it, and what it leaves readable.
///
/// It cannot hold a setting that would show a secret or too much of a card: each is refused where it is
/// made, so that no reader of files has to be trusted with that.
public struct MaskingPolicy: Hashable, Sendable {
  /// How many custom kinds there may be.
  public static let customKindLimit = 100

  /// Kinds that are left readable.
  public private(set) var offKinds: Set<IdentifierKind> = []
  /// The kinds of this site.
  public private(set) var customKinds: [CustomKind] = []
  /// What is known to be the site's own.
  public private(set) var allowed = AllowList()
  private var hints: [IdentifierKind: HintShape] = [:]

  private init() {}

  /// Every built-in kind, the usual hints, nothing allowed.
  public static let standard = MaskingPolicy()

  /// The same policy with no kind left readable.
  var withAllKindsOn: MaskingPolicy {
    var policy = self
    policy.offKinds = []
    return policy
  }

  /// Whether it finds and leaves just what the built-in recognisers do.
  var findsAsStandard: Bool { offKinds.isEmpty && customKinds.isEmpty && allowed.isEmpty }

  /// How much of a value shows.
  public func hint(for kind: IdentifierKind) -> HintShape {
    hints[kind] ?? .standard(for: kind)
  }

  /// Sets how much of a value shows.
  /// - Throws: `secretShowsNothing`, `cardShowsTooMuch`, `unsuitableHint`, `hintShowsTooMuch`.
  public mutating func setHint(_ shape: HintShape, for kind: IdentifierKind) throws(PolicyError) {
    guard shape.suits(kind) else {
      if kind.isSecret { throw .secretShowsNothing(kind) }
      throw kind == .card ? .cardShowsTooMuch : .unsuitableHint(shape, kind)
    }
    if case .last(let count) = shape,
      let custom = customKinds.first(where: { $0.kind == kind })
    {
      let shortest = custom.characterCounts.lowerBound
      guard count * 3 <= shortest else {
        throw .hintShowsTooMuch(characterCount: count, of: shortest)
      }
    }
    hints[kind] = shape
  }

  /// Leaves a kind readable.
  /// - Throws: `alwaysMasked`.
  public mutating func turnOff(_ kind: IdentifierKind) throws(PolicyError) {
    guard !kind.isAlwaysMasked else { throw .alwaysMasked(kind) }
    offKinds.insert(kind)
  }

  /// Masks a kind of the site's own.
  /// - Throws: `nameTaken`, `overlaps`, `tooMany`.
  public mutating func add(_ custom: CustomKind) throws(PolicyError) {
    guard !customKinds.contains(where: { $0.kind == custom.kind }) else {
      throw .nameTaken(custom.kind)
    }
    guard customKinds.count < Self.customKindLimit else {
      throw .tooMany(limit: Self.customKindLimit)
    }
    for pattern in allowed.patterns { try checkOverlap(of: pattern, with: custom) }
    customKinds.append(custom)
  }

  /// Leaves a value of the site's own readable: an address, an account; `@example.org` a whole domain.
  /// - Throws: `alwaysMasked`, `allowedValueTooShort`, `tooMany`.
  public mutating func allow(value: String) throws(PolicyError) {
    try allowed.add(value: value)
  }

  /// Leaves everything of a shape readable, such as the site's order numbers.
  /// - Throws: `opens`, `overlaps`, `tooMany`.
  package mutating func allow(_ pattern: IdentifierPattern) throws(PolicyError) {
    for custom in customKinds { try checkOverlap(of: pattern, with: custom) }
    try allowed.add(pattern: pattern)
  }

  private func checkOverlap(
    of pattern: IdentifierPattern, with custom: CustomKind
  ) throws(PolicyError) {
    guard let example = custom.pattern?.automaton.common(with: pattern.automaton) else { return }
    throw .overlaps(kind: custom.kind, example: example)
  }
}
