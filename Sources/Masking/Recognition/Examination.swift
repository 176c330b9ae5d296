/// One text while it is examined: its folded bytes, and what was found so far.
struct Examination {
  /// Where the plain form stands in the source.
  let folded: FoldedText
  /// Reads the text in plain form.
  let reader: FoldedReader
  /// Where the writer is, if that is known: an ISO 3166 code.
  let region: String?
  /// Whether it was decoded out of another text; it is not decoded again.
  let isDecoded: Bool
  /// What this site looks for besides.
  let rules: PolicyRules?
  /// The digits that are looked at.
  var chain = DigitChain(reservingCapacity: DigitChain.limit)
  /// The digits after a label, read again and again without new storage.
  var labelled = DigitChain(reservingCapacity: DigitChain.limit)
  var candidates: [Candidate] = []
  /// What is called an order, a version, a price: no evidence but a firm one counts there.
  var refusals: [Range<Int>] = []
  /// Full names that were introduced in this text.
  var introducedNames: [Range<Int>] = []
  /// Where the last block of a private key ends, so that none is read twice.
  var keyBlockEnd = 0
  /// How many bytes recognisers have read, for the test that this grows as the text does.
  var visits = 0

  /// Begins with the folded bytes of a text, which must outlive it.
  init(
    _ bytes: TextBytes, of folded: FoldedText, region: String?, rules: PolicyRules? = nil,
    isDecoded: Bool = false
  ) {
    self.folded = folded
    reader = FoldedReader(bytes: bytes)
    self.region = region
    self.rules = rules
    self.isDecoded = isDecoded
    candidates.reserveCapacity(24)
  }

  mutating func add(
    _ range: Range<Int>, _ kind: IdentifierKind, _ certainty: Double, _ evidence: Evidence,
    isFirm: Bool = true
  ) {
    guard !range.isEmpty else { return }
    candidates.append(Candidate(range, kind, certainty, evidence, isFirm: isFirm))
  }
}

extension Examination {
  /// Adds a find whose reason was put into words already.
  @_disfavoredOverload
  mutating func add(
    _ range: Range<Int>, _ kind: IdentifierKind, _ certainty: Double, _ evidence: String,
    isFirm: Bool = true
  ) {
    add(range, kind, certainty, Evidence(stringLiteral: evidence), isFirm: isFirm)
  }
}

// MARK: - Reading

extension Examination {
  @inline(__always)
  var bytes: TextBytes { reader.bytes }

  var count: Int { reader.count }

  /// The byte at an index, or 0 outside the text.
  @inline(__always)
  func byte(_ index: Int) -> UInt8 { reader.byte(index) }

  func string(_ range: Range<Int>) -> String { reader.string(range) }

  /// The end of a run of bytes that satisfy a condition.
  @inline(__always)
  func end(from start: Int, limit: Int = .max, while condition: (UInt8) -> Bool) -> Int {
    reader.end(from: start, limit: limit, while: condition)
  }

  /// The start of a run of bytes that satisfy a condition, read backwards.
  @inline(__always)
  func start(before end: Int, limit: Int, while condition: (UInt8) -> Bool) -> Int {
    reader.start(before: end, limit: limit, while: condition)
  }

  func isWordStart(_ index: Int) -> Bool { reader.isWordStart(index) }

  func isWordEnd(_ index: Int) -> Bool { reader.isWordEnd(index) }

  func lineEnd(from index: Int, limit: Int = 200) -> Int {
    reader.lineEnd(from: index, limit: limit)
  }

  func codeStarts(after label: Int) -> [Int] { reader.codeStarts(after: label) }

  func codeEnd(from start: Int, _ shape: CodeShape) -> Int? { reader.codeEnd(from: start, shape) }
}

extension FoldedReader {
  /// Passes over what stands between a label and its value: `: `, `is`, `no.`, `lautet`, a bracket,
  /// a line break.
  ///
  /// The end of a sentence and a blank line are not passed, unless a colon says that more comes.
  func valueStart(after label: Int, words: PhraseTrie = Connector.any) -> Int {
    var index = label
    var breaks = 0
    var most = 1
    for _ in 0..<8 {
      index = end(from: index, limit: 40) { byte in
        if byte == 0x3A || byte == 0x3D { most = 2 }
        if byte == 0x0A { breaks += 1 }
        return Connector.isPunctuation(byte) && breaks <= most
      }
      if endsSentence(between: label, and: index) { return count }
      if let remark = remarkEnd(inBracketsAt: index) {
        index = remark
        continue
      }
      guard index < count, Byte.isLetter(bytes[index]),
        let wordEnd = connectorEnd(at: index, among: words)
      else { return index }
      index = wordEnd
    }
    return index
  }

  /// The end of connecting words; in `n. O2362067` they are the `n`, though `n o` is one too.
  private func connectorEnd(at start: Int, among words: PhraseTrie) -> Int? {
    guard let longest = words.longestMatch(in: bytes, at: start) else { return nil }
    if Connector.ends(byte(longest.end)) { return longest.end }
    let first = end(from: start, while: Byte.isLetter)
    guard first < longest.end, Connector.ends(byte(first)),
      let word = words.longestMatch(in: bytes[bytes.startIndex..<first], at: start)
    else { return nil }
    return word.end
  }

  /// The end of `(private)` where a colon follows it: whatever it says, the value comes next.
  fileprivate func remarkEnd(inBracketsAt start: Int) -> Int? {
    guard byte(start - 1) == 0x28, Byte.isLetter(byte(start)) else { return nil }
    let close = end(from: start, limit: 24) { Byte.isLetter($0) || $0.isOneOf(" .-/") }
    return byte(close) == 0x29 && byte(close + 1).isOneOf(":=") ? close + 1 : nil
  }

  /// Whether a full stop is that of `Tel.`, `Passport no.`, `Kontonr.`.
  fileprivate func isShortened(before stop: Int) -> Bool {
    let letters = stop - start(before: stop, limit: 12, while: Byte.isLetter)
    return (1...4).contains(letters)
      || letters > 4 && byte(stop - 2) == UInt8(ascii: "n") && byte(stop - 1) == UInt8(ascii: "r")
  }

  /// Whether a full stop and a line break, or a blank line without a colon, stand in a range.
  fileprivate func endsSentence(between start: Int, and end: Int) -> Bool {
    var index = start
    var stop = false
    var breaks = 0
    while index < min(end, count) {
      let byte = bytes[index]
      if byte == 0x3B || byte == 0x2E && !isShortened(before: index) { stop = true }
      if byte == 0x3A || byte == 0x3D { stop = false }
      if byte == 0x0A {
        breaks += 1
        if stop { return true }
      }
      if Byte.isLetter(byte) { stop = false }
      index += 1
    }
    return false
  }
}

/// Words and marks that stand between a label and its value.
enum Connector {
  static func isPunctuation(_ byte: UInt8) -> Bool {
    Byte.isSpace(byte) || byte.isOneOf(":=#,;([\"'*>|-._`") || byte == FoldedByte.degree
      || byte == FoldedByte.symbol
  }

  /// Whether a byte may follow a connecting word: in `A748906828` the A is the value's.
  static func ends(_ byte: UInt8) -> Bool {
    Byte.isSpace(byte) || byte.isOneOf(":=.,'#") && byte != 0 || byte == FoldedByte.degree
  }

  static let any = PhraseTrie(
    [String].phrases(
      """
      is, s, its, it s, it is, was, are, the, my, our, your, no, nr, num, number, numero, numer,
      nummer, n, n o, nro, of, as, for, ist, lautet, der, die, das, den, von, vom, est, le, la, les,
      de, du, es, el, e, o, a, il, to, jest, era, foi, was ist, sono, mein, meine, mon, ma, mi, mio,
      mijn, moj, moja, meu, minha, del, della, do, da, het, code, id, und zwar, currently, below,
      following, has been, which is, would be, card, holder, following is, seguente, suivant, er, ar
      """
    ).map { ($0, 0) })

  /// The few that may stand before a secret, which may itself be any word.
  static let secret = PhraseTrie(
    [String].phrases(
      """
      is, s, was, ist, lautet, war, est, es, e, era, foi, jest, to, to jest, is the, set to, auf, au,
      currently, now, still, it is, it s, etait, eh
      """
    ).map { ($0, 0) })
}
