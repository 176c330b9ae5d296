import Text

/// Tells a message's own words from its history and its signature, by lines.
struct BodyOutline {
  /// In order; together they are the body.
  let sections: [BodySection]
  /// The author named at the head of a message that is passed on.
  let originalSender: MailAddress?

  /// Beyond these many lines, a body goes on as it was.
  private static let maximumLineCount = 10_000

  /// The subject tells whether a quoted message is answered or passed on.
  ///
  /// - Complexity: linear in the length of the body.
  init(body: SanitizedText, subject: SanitizedText = .empty) {
    let text = body.string
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let head = lines.prefix(Self.maximumLineCount).map(String.init)
    var kinds = Self.classify(head, isForward: Self.isForwardSubject(subject.string))
    originalSender = kinds.firstIndex(of: .forwarded).flatMap { start in
      head[start...].prefix(12).lazy.compactMap(Self.senderField).first
    }
    if let last = kinds.last {
      kinds += [BodySection.Kind](repeating: last, count: lines.count - kinds.count)
    }
    var sections: [BodySection] = []
    var start = 0
    for index in lines.indices where index + 1 == lines.count || kinds[index + 1] != kinds[index] {
      let piece = text[lines[start].startIndex..<lines[index].endIndex]
      sections.append(
        BodySection(
          kind: kinds[index], lines: start..<(index + 1), content: SanitizedText(piece, of: body)))
      start = index + 1
    }
    self.sections = sections
  }

  private static func classify(_ lines: [String], isForward: Bool) -> [BodySection.Kind] {
    var kinds: [BodySection.Kind] = []
    var tail: BodySection.Kind?
    while kinds.count < lines.count {
      let index = kinds.count
      // A signature ends where a quote begins; a quoted tail goes on to the end.
      if tail == .signature, isHistory(lines, at: index) { tail = nil }
      tail = tail ?? opening(lines, at: index, isForward: isForward)
      if let tail {
        kinds.append(tail)
      } else if isQuoted(lines[index]) {
        kinds.append(.quoted)
      } else if let count = attributionLineCount(lines, at: index) {
        kinds += [BodySection.Kind](repeating: .quoted, count: count)
      } else {
        kinds.append(.written)
      }
    }
    return joinedAcrossBlankLines(kinds, lines)
  }

  private static func isHistory(_ lines: [String], at index: Int) -> Bool {
    isQuoted(lines[index]) || opensHistory(lines, at: index)
      || attributionLineCount(lines, at: index) != nil
  }

  /// What everything from here on is, if this line opens such a part.
  private static func opening(
    _ lines: [String], at index: Int, isForward: Bool
  ) -> BodySection.Kind? {
    let line = lines[index]
    if line.isEmpty { return nil }
    if line == "-- " || line == "--" { return .signature }
    if isForwardMark(line) { return .forwarded }
    if opensHistory(lines, at: index) { return isForward ? .forwarded : .quoted }
    if lines.count - index <= 4, isDeviceSignature(line) { return .signature }
    return nil
  }

  /// Blank lines between two quoted runs, or before a tail, belong to what follows them.
  private static func joinedAcrossBlankLines(
    _ kinds: [BodySection.Kind], _ lines: [String]
  ) -> [BodySection.Kind] {
    var kinds = kinds
    for index in kinds.indices.dropLast().reversed()
    where index > 0 && lines[index].allSatisfy(\.isWhitespace) {
      let isBeforeTail = kinds[index] == .written && kinds[index + 1] != .written
      let isBeforeQuote = kinds[index] == .signature && kinds[index + 1] == .quoted
      if isBeforeTail || isBeforeQuote { kinds[index] = kinds[index + 1] }
    }
    return kinds
  }
}
