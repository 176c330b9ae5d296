public import Sealing
public import Text

/// Turns words into masked text: the one door between what was written and everything else.
public struct Masker: Sendable {
  let rules: PolicyRules
  /// The same with every kind on: what is looked up is somebody's, whether it shows or not.
  private let lookUpRules: PolicyRules

  /// A masker by the built-in recognisers, with the usual hints.
  public init() {
    rules = .standard
    lookUpRules = .standard
  }

  /// A masker by the built-in recognisers and a workspace's own settings.
  public init(policy: MaskingPolicy) {
    rules = PolicyRules(policy)
    lookUpRules = policy.offKinds.isEmpty ? rules : PolicyRules(policy.withAllKindsOn)
  }

  /// What it was made from.
  public var policy: MaskingPolicy { rules.policy }

  /// Masks a text of the vault's customer; identifiers that are new are sealed into the vault.
  ///
  /// What cannot be examined in full is sealed whole and never passed through.
  public func mask<R: Realm>(
    _ text: consuming UnmaskedText, into vault: inout IdentifierVault<R>
  ) throws(SealingError) -> MaskedText {
    let facts = try vault.profileFacts()
    var segments: [MaskedText.Segment] = []
    let known = vault.identifiers.map(\.token)
    for piece in text.pieces(knownTo: known, profile: facts, rules: rules) {
      guard case .text(let words) = piece else {
        segments.append(piece)
        continue
      }
      segments += try mask(words, facts: facts, into: &vault)
    }
    return MaskedText(segments: segments)
  }

  /// Finds identifiers without sealing any: for filters and measurements.
  ///
  /// The results are disjoint, sorted, and on scalar boundaries.
  public func detect(
    in text: SanitizedText, locale: String? = nil, profile: [ProfileFact] = []
  ) -> [Detection] {
    Recognition.detect(in: text, locale: locale, profile: profile, rules: rules)
  }

  /// Splits a typed query into identifiers to look up exactly and words to search for.
  public func lookUp<R: Realm>(
    _ query: consuming UnmaskedText, with lookup: LookupKey<R>
  ) -> (codes: [(kind: IdentifierKind, code: LookupCode)], words: SanitizedText) {
    let text = query.text
    var codes: [(kind: IdentifierKind, code: LookupCode)] = []
    var words = SanitizedText.empty
    let found = Recognition.detect(in: text, locale: nil, profile: [], rules: lookUpRules)
    for cut in text.cut(at: found) {
      switch cut {
      case .words(let between): words += between
      case .value(let value, let detection):
        codes.append((detection.kind, lookup.code(for: String(value), kind: detection.kind)))
      }
    }
    return (codes, words)
  }

  private func mask<R: Realm>(
    _ words: SanitizedText, facts: [ProfileFact], into vault: inout IdentifierVault<R>
  ) throws(SealingError) -> [MaskedText.Segment] {
    var segments: [MaskedText.Segment] = []
    for cut in words.cut(at: detect(in: words, profile: facts)) {
      switch cut {
      case .words(let between): segments.append(.text(between))
      case .value(let value, let detection):
        segments.append(
          try segment(SanitizedText(value, of: words), found: detection, in: &vault))
      }
    }
    return segments
  }

  /// What stands in the place of a find: its token, or itself where it is to stay readable.
  func segment<R: Realm>(
    _ value: SanitizedText, found detection: Detection, in vault: inout IdentifierVault<R>
  ) throws(SealingError) -> MaskedText.Segment {
    let kind = detection.kind
    if vault.leavesReadable(value.string, kind: kind) { return .text(value) }
    return .token(
      try vault.token(
        for: value.string, kind: kind, because: MaskReason(detection, of: value.string),
        showing: rules.policy.hint(for: kind)))
  }
}

extension UnmaskedText {
  /// Splits composed text at the tokens and placeholders its author meant.
  ///
  /// Received text is one piece: what looks like a token there is only words. So is a placeholder
  /// into which somebody typed an identifier, which is to be masked like any other.
  borrowing func pieces(
    knownTo known: [Token], profile: [ProfileFact] = [], rules: PolicyRules
  ) -> [MaskedText.Segment] {
    guard case .composed = origin else { return [.text(text)] }
    var pieces: [MaskedText.Segment] = []
    var words = text.string.startIndex
    var position = words
    func flush(before end: String.Index) {
      pieces.append(.text(SanitizedText(text.string[words..<end], of: text)))
    }
    while position < text.string.endIndex {
      let rest = text.string[position...]
      if rest.first == "‹", let token = known.first(where: { rest.hasPrefix($0.screenForm.string) })
      {
        flush(before: position)
        pieces.append(.token(token))
        position = text.string.index(position, offsetBy: token.screenForm.string.count)
        words = position
      } else if rest.first == "{", let (placeholder, end) = Placeholder.parse(rest),
        !placeholder.holdsIdentifier(knowing: profile, rules: rules)
      {
        flush(before: position)
        pieces.append(.placeholder(placeholder))
        position = end
        words = end
      } else {
        position = text.string.index(after: position)
      }
    }
    flush(before: text.string.endIndex)
    return pieces
  }
}

extension Placeholder {
  /// Whether a value stands in its name or in its fallback, where no token could stand for it.
  fileprivate func holdsIdentifier(
    knowing profile: [ProfileFact], rules: PolicyRules
  ) -> Bool {
    [name, fallback ?? ""].contains { part in
      let words = SanitizedText(sanitizing: part)
      let found = Recognition.detect(in: words, locale: nil, profile: profile, rules: rules)
      return !found.isEmpty
    }
  }
}

extension Masker {
  /// The hint that was kept with an identifier, or nothing where none of its kind shows any more.
  ///
  /// Any other shape counts for what is masked from then on: to make a new hint, the value would have
  /// to be opened.
  public func visibleHint<R: Realm>(of identifier: SealedIdentifier<R>) -> SanitizedText {
    policy.hint(for: identifier.token.kind) == .none ? .empty : identifier.hint
  }

  /// The code by which a value known to be of this kind is found again.
  public func code<R: Realm>(
    of value: consuming UnmaskedText, kind: IdentifierKind, with lookup: LookupKey<R>
  ) -> LookupCode {
    lookup.code(for: value.text.string, kind: kind)
  }
}
