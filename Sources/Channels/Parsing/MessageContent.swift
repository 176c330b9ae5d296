/// What a message's parts come to: one text to read, and files.
struct MessageContent {
  /// A file, decoded.
  struct File {
    let name: String?
    let mediaType: String
    let bytes: [UInt8]
    let isInline: Bool
  }

  private(set) var text = ""
  private(set) var files: [File] = []
  /// Messages that came inside this one.
  private(set) var enclosed: [MIMEPart] = []
  private(set) var notes: Set<MailNote> = []
  /// Whether a delivery report or a read receipt is among the parts.
  private(set) var isReport = false
  private(set) var deliveryReport: DeliveryReport?
  private let limits: MailLimits

  init(of message: MIMEPart, limits: MailLimits) {
    self.limits = limits
    read(message)
    trim()
  }

  private mutating func read(_ part: MIMEPart) {
    if part.header.isCut { notes.insert(.headerCut) }
    switch part.mediaType {
    case "multipart/alternative" where part.isMultipart: readAlternative(part.children)
    case "multipart/related" where part.isMultipart: readRelated(part)
    case "multipart/encrypted":
      notes.insert(.encrypted)
      part.children.forEach { readFile($0) }
    case _ where part.isMultipart:
      if part.mediaType == "multipart/report" {
        isReport = true
        deliveryReport = DeliveryReport(of: part, limits: limits)
      }
      for child in part.children { read(child) }
    case "application/pkcs7-mime", "application/x-pkcs7-mime":
      notes.insert(.encrypted)
      readFile(part)
    case "message/rfc822", "message/global": readEnclosed(part)
    case _ where part.isAttachment: readFile(part)
    case "text/plain", "text/html", "text/enriched": append(readableText(of: part))
    case _ where part.mediaType.hasPrefix("multipart/"):
      notes.insert(.brokenParts)
      append(part.decodedText())
    default: readFile(part)
    }
  }

  /// Plain text where there is any, else the richest form; files on either side are kept.
  private mutating func readAlternative(_ children: [MIMEPart]) {
    let plain = children.firstIndex {
      $0.mediaType == "text/plain" && !$0.isAttachment
        && $0.decodedText().contains { !$0.isWhitespace }
    }
    let isText = { (part: MIMEPart) in part.mediaType.hasPrefix("text/") || part.isMultipart }
    let chosen = plain ?? children.lastIndex(where: isText) ?? children.startIndex
    for (index, child) in children.enumerated() {
      if index == chosen {
        read(child)
      } else if child.isMultipart {
        readFiles(in: child)
      } else if !["text/plain", "text/html", "text/enriched"].contains(child.mediaType) {
        readFile(child)
      }
    }
  }

  /// The root is what `start` names, or comes first (RFC 2387).
  private mutating func readRelated(_ part: MIMEPart) {
    let start = part.parameters["start"].map { $0.trimmingPrefix("<").prefix { $0 != ">" } }
    let root =
      part.children.firstIndex { $0.contentID.map { $0[...] } == start && start != nil } ?? 0
    for (index, child) in part.children.enumerated() {
      if index == root { read(child) } else { readFile(child, isInline: true) }
    }
  }

  /// The files below a part whose text is not wanted.
  private mutating func readFiles(in part: MIMEPart) {
    for child in part.children {
      if child.isMultipart {
        readFiles(in: child)
      } else if child.isAttachment || !child.mediaType.hasPrefix("text/") {
        readFile(child, isInline: child.contentID != nil)
      }
    }
  }

  private mutating func readEnclosed(_ part: MIMEPart) {
    enclosed += part.children
    readFile(part)
  }

  private mutating func readFile(_ part: MIMEPart, isInline: Bool = false) {
    if part.mediaType == "message/delivery-status"
      || part.mediaType == "message/disposition-notification"
    {
      isReport = true
    }
    files.append(
      File(
        name: part.fileName ?? Self.defaultName(part.mediaType), mediaType: part.mediaType,
        bytes: part.encoding.decode(part.body),
        isInline: isInline || part.disposition?.value == "inline"))
  }

  private static func defaultName(_ mediaType: String) -> String? {
    switch mediaType {
    case "message/rfc822", "message/global": "message.eml"
    case "message/delivery-status", "message/disposition-notification": "report.txt"
    case "text/calendar": "invitation.ics"
    case "application/pgp-signature": "signature.asc"
    case "application/pkcs7-mime", "application/x-pkcs7-mime": "smime.p7m"
    default: nil
    }
  }

  private mutating func readableText(of part: MIMEPart) -> String {
    if part.mediaType == "text/html" {
      let html = HTMLText(String(part.decodedText().prefix(limits.textByteCount * 8)))
      if html.hiddenByteCount > 0 { notes.insert(.hiddenText) }
      return html.text
    }
    let text = part.decodedText()
    guard part.parameters["format"]?.lowercased() == "flowed" else { return text }
    return FlowedText.unfold(
      text, deletesSpace: part.parameters["delsp"]?.lowercased() == "yes")
  }

  private mutating func append(_ addition: String) {
    guard addition.contains(where: { !$0.isWhitespace }) else { return }
    if !text.isEmpty { text += text.hasSuffix("\n") ? "\n" : "\n\n" }
    text += addition
  }

  /// Ends the text where it gets too long to read; nothing is lost, the whole becomes a file.
  private mutating func trim() {
    while text.last?.isWhitespace == true { text.removeLast() }
    let utf8 = text.utf8
    guard utf8.count > limits.textByteCount else { return }
    let whole = Array(utf8)
    notes.insert(.textCut)
    files.append(
      File(name: "message.txt", mediaType: "text/plain", bytes: whole, isInline: false))
    text = String(decoding: whole.prefix(limits.textByteCount), as: UTF8.self)
    if text.last == "\u{FFFD}" { text.removeLast() }
  }
}
