extension Examination {
  /// Runs every recogniser from every place where it may start, in one pass over the text.
  mutating func run(_ index: RecogniserIndex) {
    var pass = AnchorPass()
    var block = 0
    while block < count {
      let scan = Scan(bytes, from: block)
      pass.runLabels(scan, from: block, index, &self)
      pass.runDigits(scan, from: block, index, &self)
      pass.runMarks(scan, from: block, index, &self)
      pass.runTokens(scan, from: block, index, &self)
      block += Scan.width
    }
  }
}

/// What one block of the text must know of those before it.
private struct AnchorPass {
  /// Whether the block before ends with a letter, with a digit: 1 or 0.
  private var letterCarry: UInt64 = 0
  private var digitCarry: UInt64 = 0
  private var labelEnd = 0
  private var chainEnd = 0
  private var wordChainEnd = 0
  private var tokenEnd = 0

  private static let longTokenLength = 16
  /// Fewer digits than these no recogniser looks at.
  private static let chainLength = 7

  /// Finds labels; one inside a longer one says less than the longer one.
  @inline(__always)
  mutating func runLabels(
    _ scan: Scan, from block: Int, _ index: RecogniserIndex, _ examination: inout Examination
  ) {
    let starts = scan.letters & ~(scan.letters << 1 | letterCarry)
    letterCarry = scan.letters >> 63
    let bytes = examination.bytes
    for place in SetBits(index.phrases.possibleStarts(among: starts, in: bytes, from: block)) {
      let start = block &+ place
      guard let match = index.phrases.longestMatch(in: bytes, at: start) else { continue }
      if match.value == RecogniserIndex.numberWord {
        runWordChain(from: start, index, &examination)
      } else if match.end > labelEnd {
        labelEnd = match.end
        index.run(index.steps(of: match.value), &examination, at: start..<match.end)
      }
    }
  }

  /// Starts from the first digit of each unbroken run, and reads each chain of digits once.
  @inline(__always)
  mutating func runDigits(
    _ scan: Scan, from block: Int, _ index: RecogniserIndex, _ examination: inout Examination
  ) {
    let starts = scan.digits & ~(scan.digits << 1 | digitCarry)
    digitCarry = scan.digits >> 63
    for place in SetBits(starts) {
      let start = block &+ place
      let run = start..<Self.runEnd(scan.digits, place, start, examination.reader)
      index.runDigits(&examination, at: run)
      guard start >= chainEnd else { continue }
      let first = examination.reader.chainStart(before: start)
      guard
        examination.reader.mayHoldChain(
          run.upperBound - first, from: run.upperBound, of: Self.chainLength)
      else { continue }
      chainEnd = Self.runChain(from: start, index, &examination)
    }
  }

  /// Where a run of digits ends that begins at a place of a block.
  @inline(__always)
  private static func runEnd(
    _ digits: UInt64, _ place: Int, _ start: Int, _ reader: FoldedReader
  ) -> Int {
    let end = start &+ (~(digits &>> UInt64(place))).trailingZeroBitCount
    return end &- start &+ place < Scan.width
      ? end : reader.end(from: end, while: Byte.isDigit)
  }

  private mutating func runWordChain(
    from start: Int, _ index: RecogniserIndex, _ examination: inout Examination
  ) {
    guard start >= wordChainEnd else { return }
    wordChainEnd = Self.runChain(from: start, index, &examination)
  }

  /// Shows a chain to the recognisers if it is long enough for any; where it ends.
  private static func runChain(
    from start: Int, _ index: RecogniserIndex, _ examination: inout Examination
  ) -> Int {
    let first = examination.reader.chainStart(before: start)
    examination.chain.read(in: examination.bytes, at: first)
    let end = max(examination.chain.places.last?.end ?? 0, start + 1)
    examination.visits += end - first
    guard examination.chain.count >= chainLength else { return end }
    index.run(index.chains, &examination, at: first..<end)
    return end
  }

  @inline(__always)
  mutating func runMarks(
    _ scan: Scan, from block: Int, _ index: RecogniserIndex, _ examination: inout Examination
  ) {
    for place in SetBits(scan.marks) {
      let start = block &+ place
      let steps =
        if examination.bytes[start] == UInt8(ascii: "@") {
          index.atSigns
        } else if examination.byte(start + 1) == 0x2F, examination.byte(start + 2) == 0x2F {
          index.schemes
        } else {
          index.colons
        }
      index.run(steps, &examination, at: start..<(start + 1))
    }
  }

  /// Whether the eight bytes of key text from a place on may have eight more beside them; the words
  /// of a text seldom have.
  @inline(__always)
  private static func isLong(_ bytes: TextBytes, around lane: Int) -> Bool {
    let after = Byte.blanks(in: bytes.eight(from: lane &+ 8))
    let before = lane == 0 ? .max : Byte.blanks(in: bytes.eight(from: lane &- 8))
    return after.trailingZeroBitCount / 8 &+ before.leadingZeroBitCount / 8 >= longTokenLength - 8
  }

  /// Reads each long run of key text once.
  @inline(__always)
  mutating func runTokens(
    _ scan: Scan, from block: Int, _ index: RecogniserIndex, _ examination: inout Examination
  ) {
    for place in SetBits(scan.keyText) where block &+ place >= tokenEnd {
      let lane = block &+ place
      guard Self.isLong(examination.bytes, around: lane) else { continue }
      let start = examination.start(before: lane, limit: lane - tokenEnd, while: Byte.isKeyText)
      tokenEnd = examination.end(from: lane, while: Byte.isKeyText)
      guard tokenEnd - start >= Self.longTokenLength else { continue }
      index.run(index.longTokens, &examination, at: start..<tokenEnd)
      examination.examineEncoded(start..<tokenEnd)
    }
  }
}
