import Text

/// Tells a message's own words from its history and its signature, by lines.
enum BodyOutline {
  /// Beyond these many lines, a body goes on as it was.
  private static let maximumLineCount = 10_000

  /// - Complexity: linear in the length of the body.
  static func sections(of body: SanitizedText) -> [BodySection] {
    let text = body.string
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var kinds = classify(lines.prefix(maximumLineCount).map(String.init))
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
    return sections
  }

  private static func classify(_ lines: [String]) -> [BodySection.Kind] {
    var kinds: [BodySection.Kind] = []
    var tail: BodySection.Kind?
    var index = 0
    while index < lines.count {
      let line = lines[index]
      if let tailKind = tail {
        // A signature ends where a quote begins; a quoted tail goes on to the end.
        let isHistory =
          isQuoted(line) || opensHistory(lines, at: index)
          || attributionLineCount(lines, at: index) != nil
        if tailKind == .signature, isHistory { tail = nil }
      }
      if tail == nil { tail = opening(lines, at: index) }
      if let tail {
        kinds.append(tail)
      } else if isQuoted(line) {
        kinds.append(.quoted)
      } else if let count = attributionLineCount(lines, at: index) {
        kinds += [BodySection.Kind](repeating: .quoted, count: count)
        index += count
        continue
      } else {
        kinds.append(.written)
      }
      index += 1
    }
    return joinedAcrossBlankLines(kinds, lines)
  }

  private static func isQuoted(_ line: String) -> Bool { line.utf8.first == ASCII.greater }

  /// What everything from here on is, if this line opens such a part.
  private static func opening(_ lines: [String], at index: Int) -> BodySection.Kind? {
    let line = lines[index]
    if line.isEmpty { return nil }
    if line == "-- " || line == "--" { return .signature }
    let words = line.prefix(120).trimmingPrefix { $0 == " " }.lowercased()
    if isForwardMark(words) { return .forwarded }
    if opensHistory(lines, at: index) { return .quoted }
    if isDeviceSignature(words) && lines.count - index <= 4 { return .signature }
    return nil
  }

  private static func isForwardMark(_ words: String) -> Bool {
    guard words.utf8.count < 80 else { return false }
    let bare = words.filter { $0 != "-" && $0 != ":" && $0 != " " }
    return [
      "forwardedmessage", "beginforwardedmessage", "weitergeleitetenachricht",
      "messagetransféré", "mensajereenviado", "messaggioinoltrato", "mensagemencaminhada",
      "doorgestuurdbericht", "wiadomośćprzekazana",
    ].contains(bare) || bare.hasPrefix("anfangderweitergeleitetennachricht")
  }

  /// Outlook's separator, or its block of header fields.
  private static func opensHistory(_ lines: [String], at index: Int) -> Bool {
    let line = lines[index]
    guard line.utf8.count < 120 else { return false }
    let bare = line.lowercased().filter { $0 != "-" && $0 != " " }
    if line.hasPrefix("-----"),
      [
        "originalmessage", "ursprünglichenachricht", "messaged'origine", "mensajeoriginal",
        "messaggiooriginale", "mensagemoriginal", "oorspronkelijkbericht", "wiadomośćoryginalna",
      ].contains(bare)
    {
      return true
    }
    let isRule = line.hasPrefix("____") && line.allSatisfy { $0 == "_" }
    return isFieldBlock(lines, at: isRule ? index + 1 : index)
  }

  /// Three lines like `From: …`, `Sent: …`, `To: …`, right below each other.
  private static func isFieldBlock(_ lines: [String], at index: Int) -> Bool {
    guard index + 2 < lines.count else { return false }
    let senders = ["from:", "von:", "de:", "da:", "van:", "od:"]
    let others = [
      "sent:", "date:", "to:", "subject:", "cc:", "gesendet:", "datum:", "an:", "betreff:",
      "envoyé:", "à:", "objet:", "enviado:", "para:", "asunto:", "inviato:", "a:", "oggetto:",
      "verzonden:", "aan:", "onderwerp:", "wysłano:", "do:", "temat:", "data:", "assunto:",
    ]
    func starts(_ line: String, _ labels: [String]) -> Bool {
      let head = line.prefix(40).lowercased().filter { $0 != " " && $0 != "*" && $0 != "\u{A0}" }
      return labels.contains(where: head.hasPrefix)
    }
    return starts(lines[index], senders) && starts(lines[index + 1], others)
      && starts(lines[index + 2], others)
  }

  /// How many lines introduce the quote below: `On Monday, … wrote:`, often wrapped.
  private static func attributionLineCount(_ lines: [String], at index: Int) -> Int? {
    for count in 1...3 where index + count <= lines.count {
      let last = lines[index + count - 1]
      guard !last.isEmpty, last.utf8.count < 400 else { return nil }
      guard last.hasSuffix(":") || last.hasSuffix("：") else { continue }
      var next = index + count
      while next < lines.count, lines[next].isEmpty { next += 1 }
      guard next < lines.count, isQuoted(lines[next]) else { return nil }
      return isAttribution(lines[index..<(index + count)].joined(separator: " ")) ? count : nil
    }
    return nil
  }

  private static func isAttribution(_ text: String) -> Bool {
    let text = text.lowercased()
    let verbs = [
      "wrote", "schrieb", "a écrit", "escribió", "ha scritto", "escreveu", "schreef", "napisał",
      "написал", "のメール", "写道", "작성",
    ]
    return verbs.contains(where: text.contains)
      || (text.contains("@") && text.contains(where: \.isNumber))
  }

  private static func isDeviceSignature(_ words: String) -> Bool {
    [
      "sent from my ", "get outlook for ", "von meinem ", "gesendet von ", "envoyé de mon ",
      "enviado desde mi ", "inviato da ", "verzonden vanaf ", "wysłane z ", "enviado do meu ",
    ].contains { words.hasPrefix($0) }
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
