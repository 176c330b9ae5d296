/// A policy made ready: what the masker asks while a text is examined.
final class PolicyRules: Sendable {
  static let standard = PolicyRules(.standard)

  let policy: MaskingPolicy
  private let labels: PhraseTrie
  /// For each label the kinds that it announces.
  private let byLabel: [[CustomKind]]
  /// For each ASCII character the kinds that may begin with it, with no label before.
  private let byFirst: [[CustomKind]]
  /// The characters with which one of them begins, or a label.
  private let beginnings: PatternClass

  init(_ policy: MaskingPolicy) {
    self.policy = policy
    var numbers: [String: Int] = [:]
    var byLabel: [[CustomKind]] = []
    for custom in policy.customKinds {
      for label in Set(custom.labels) {
        let number = numbers[label, default: byLabel.count]
        if number == byLabel.count { byLabel.append([]) }
        numbers[label] = number
        byLabel[number].append(custom)
      }
    }
    self.byLabel = byLabel
    labels = PhraseTrie(numbers.map { ($0.key, $0.value) })
    var beginnings = PatternClass()
    for letter in numbers.keys.compactMap(\.utf8.first) { beginnings.insert(letter) }
    byFirst = (0..<UInt8(128)).map { byte in
      let kinds = policy.customKinds.filter {
        $0.isFoundAnywhere && $0.pattern?.automaton.mayBegin(with: byte) == true
      }
      if !kinds.isEmpty { beginnings.insert(byte) }
      return kinds
    }
    self.beginnings = beginnings
  }

  /// Adds the site's own kinds to what was found, and takes out what the policy leaves readable.
  func apply(to examination: inout Examination) {
    guard !policy.findsAsStandard else { return }
    findCustomKinds(&examination)
    leaveReadable(&examination)
  }

  /// Those of a customer's facts that are to be masked.
  func masked(_ facts: [ProfileFact]) -> [ProfileFact] {
    guard !policy.findsAsStandard else { return facts }
    return facts.filter { fact in
      !policy.offKinds.contains(fact.kind)
        && !policy.allowed.contains(Folder.fold(Array(fact.value.utf8)).bytes)
    }
  }
}

// MARK: - The site's own kinds

extension PolicyRules {
  /// One pass from word to word; at each a label may stand, or the thing itself.
  func findCustomKinds(_ examination: inout Examination) {
    guard !policy.customKinds.isEmpty else { return }
    let bytes = examination.bytes
    var before: UInt8 = 0
    for index in 0..<bytes.count {
      let byte = bytes.byte(index)
      if beginnings.contains(byte), !Byte.isAlphanumeric(before) {
        findCustomKinds(from: index, bytes, &examination)
      }
      before = byte
    }
  }

  private func findCustomKinds(
    from start: Int, _ bytes: TextBytes, _ examination: inout Examination
  ) {
    let first = bytes.byte(start)
    if Byte.isASCIILetter(first), let label = labels.longestMatch(in: bytes, at: start) {
      for custom in byLabel[label.value] { find(custom, after: label.end, &examination) }
    }
    for custom in byFirst[Int(first)] { find(custom, at: start, &examination) }
  }

  private func find(_ custom: CustomKind, at start: Int, _ examination: inout Examination) {
    guard let pattern = custom.pattern else { return }
    examination.visits += custom.characterCounts.upperBound
    guard
      let end = pattern.end(
        in: examination.reader, from: start, lengths: custom.length, passesGaps: false),
      custom.checksum?.holds(Self.characters(start..<end, examination)) != false
    else { return }
    let evidence = Evidence(
      nil, "the shape \(pattern.source)", holds: custom.checksum?.rawValue)
    examination.add(start..<end, custom.kind, 0.95, evidence)
  }

  /// A slip in a check digit after a label is masked all the same.
  private func find(_ custom: CustomKind, after label: Int, _ examination: inout Examination) {
    for start in examination.reader.codeStarts(after: label) {
      guard let end = end(of: custom, from: start, examination) else { continue }
      examination.visits += end - start
      let checked = custom.checksum?.holds(Self.characters(start..<end, examination))
      let certainty = checked == true ? 0.99 : checked == false ? 0.85 : 0.95
      let evidence = Evidence(
        nil, "after a label of this workspace",
        holds: checked == true ? custom.checksum?.rawValue : nil)
      examination.add(start..<end, custom.kind, certainty, evidence)
      return
    }
  }

  private func end(of custom: CustomKind, from start: Int, _ examination: Examination) -> Int? {
    guard let pattern = custom.pattern else {
      return examination.reader.codeEnd(from: start, .init(length: custom.characterCounts))
    }
    return pattern.end(
      in: examination.reader, from: start, lengths: custom.length, passesGaps: true)
  }

  private static func characters(_ range: Range<Int>, _ examination: Examination) -> [UInt8] {
    examination.bytes[range].filter(Byte.isAlphanumeric).map {
      Byte.isASCIILetter($0) ? $0 & ~0x20 : $0
    }
  }
}

// MARK: - What stays readable

extension PolicyRules {
  private func leaveReadable(_ examination: inout Examination) {
    guard !policy.offKinds.isEmpty || !policy.allowed.isEmpty else { return }
    var readable = ReadableRanges()
    for candidate in examination.candidates {
      if policy.offKinds.contains(candidate.kind) {
        readable.add(candidate.range, certainty: candidate.certainty)
      } else if isAllowed(candidate, examination) {
        readable.add(candidate.range, certainty: 1)
      }
    }
    addShapes(&readable, examination)
    readable.close()
    examination.candidates.removeAll { candidate in
      policy.offKinds.contains(candidate.kind)
        || !candidate.kind.isAlwaysMasked
          && readable.contain(candidate.range, certainty: candidate.certainty)
    }
  }

  /// Only as it is plainly written: folding takes accents off, and with them the difference between
  /// two addresses.
  private func isAllowed(
    _ candidate: Candidate, _ examination: Examination
  ) -> Bool {
    let range = candidate.range
    return !candidate.kind.isAlwaysMasked
      && policy.allowed.contains(Array(examination.bytes[range]))
      && examination.folded.source(of: range).count == range.count
  }

  private func addShapes(_ readable: inout ReadableRanges, _ examination: Examination) {
    guard !policy.allowed.patterns.isEmpty else { return }
    let reader = examination.reader
    for start in 0..<reader.count
    where Byte.isAlphanumeric(reader.byte(start)) && Self.isFree(before: start, reader) {
      for pattern in policy.allowed.patterns
      where pattern.automaton.mayBegin(with: reader.byte(start)) {
        guard
          let end = pattern.end(in: reader, from: start, lengths: nil, passesGaps: false),
          Self.isFree(after: end, reader)
        else { continue }
        readable.add(start..<end, certainty: 1)
      }
    }
  }

  /// Whether nothing that could be more of the same number stands before a place.
  private static func isFree(before start: Int, _ reader: FoldedReader) -> Bool {
    reader.isWordStart(start)
      && !(reader.byte(start - 1).isOneOf("-./_@+:") && Byte.isAlphanumeric(reader.byte(start - 2)))
  }

  private static func isFree(after end: Int, _ reader: FoldedReader) -> Bool {
    reader.isWordEnd(end)
      && !(reader.byte(end).isOneOf("-./_@+:") && Byte.isAlphanumeric(reader.byte(end + 1)))
  }
}
