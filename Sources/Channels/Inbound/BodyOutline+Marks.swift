/// What mail programs write between a message and the one it answers, in eight languages.
extension BodyOutline {
  /// `Fwd:` and its relatives, behind any `Re:`.
  static func isForwardSubject(_ subject: String) -> Bool {
    let marks = ["fwd:", "fw:", "wg:", "tr:", "rv:", "i:", "enc:", "doorst:", "pd:"]
    return marks.contains(where: subject.prefix(20).lowercased().hasPrefix)
  }

  /// The mailbox in a line like `From: Ann <ann@example.org>`, quoted or in bold.
  static func senderField(_ line: String) -> MailAddress? {
    guard senderLabels.contains(where: head(of: line).hasPrefix),
      let colon = line.firstIndex(of: ":")
    else { return nil }
    let value = Array(line[line.index(after: colon)...].utf8.filter { $0 != ASCII.star })
    // Outlook on the web writes `Ann <mailto:ann@example.org>`.
    return MailAddress.parseList(value[...], limit: 1).first { $0.address.contains("@") }
  }

  private static let senderLabels = ["from:", "von:", "de:", "da:", "van:", "od:"]

  /// The start of a line without blanks, quote marks and asterisks.
  private static func head(of line: String) -> String {
    line.prefix(40).lowercased().filter { $0 != " " && $0 != "*" && $0 != ">" && $0 != "\u{A0}" }
  }

  static func isQuoted(_ line: String) -> Bool { line.utf8.first == ASCII.greater }

  static func isForwardMark(_ line: String) -> Bool {
    guard line.utf8.count < 80 else { return false }
    let bare = line.lowercased().filter { $0 != "-" && $0 != ":" && $0 != " " }
    return [
      "forwardedmessage", "beginforwardedmessage", "weitergeleitetenachricht",
      "messagetransféré", "mensajereenviado", "messaggioinoltrato", "mensagemencaminhada",
      "doorgestuurdbericht", "wiadomośćprzekazana",
    ].contains(bare) || bare.hasPrefix("anfangderweitergeleitetennachricht")
  }

  /// Outlook's separator, or its block of header fields.
  static func opensHistory(_ lines: [String], at index: Int) -> Bool {
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
  static func isFieldBlock(_ lines: [String], at index: Int) -> Bool {
    guard index + 2 < lines.count else { return false }
    let others = [
      "sent:", "date:", "to:", "subject:", "cc:", "gesendet:", "datum:", "an:", "betreff:",
      "envoyé:", "à:", "objet:", "enviado:", "para:", "asunto:", "inviato:", "a:", "oggetto:",
      "verzonden:", "aan:", "onderwerp:", "wysłano:", "do:", "temat:", "data:", "assunto:",
    ]
    return senderLabels.contains(where: head(of: lines[index]).hasPrefix)
      && others.contains(where: head(of: lines[index + 1]).hasPrefix)
      && others.contains(where: head(of: lines[index + 2]).hasPrefix)
  }

  /// How many lines introduce the quote below: `On Monday, … wrote:`, often wrapped.
  static func attributionLineCount(_ lines: [String], at index: Int) -> Int? {
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

  static func isAttribution(_ text: String) -> Bool {
    let text = text.lowercased()
    let verbs = [
      "wrote", "schrieb", "a écrit", "escribió", "ha scritto", "escreveu", "schreef", "napisał",
      "написал", "のメール", "写道", "작성",
    ]
    return verbs.contains(where: text.contains)
      || (text.contains("@") && text.contains(where: \.isNumber))
  }

  static func isDeviceSignature(_ line: String) -> Bool {
    let words = line.prefix(80).trimmingPrefix { $0 == " " }.lowercased()
    return [
      "sent from my ", "get outlook for ", "von meinem ", "gesendet von ", "envoyé de mon ",
      "enviado desde mi ", "inviato da ", "verzonden vanaf ", "wysłane z ", "enviado do meu ",
    ].contains { words.hasPrefix($0) }
  }
}
