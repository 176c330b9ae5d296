/// Cuts a message into its parts, whatever the bytes are.
///
/// - Complexity: linear in the message for each level of nesting, of which there are at most
///   `MailLimits.depth`.
struct MIMEParser {
  private let limits: MailLimits
  private var remainingPartCount: Int

  init(limits: MailLimits) {
    self.limits = limits
    remainingPartCount = limits.partCount
  }

  mutating func parse(_ bytes: Bytes) -> MIMEPart {
    parse(bytes, depth: 0, defaultType: "text/plain")
  }

  private mutating func parse(_ bytes: Bytes, depth: Int, defaultType: String) -> MIMEPart {
    remainingPartCount -= 1
    let (header, bodyStart) = HeaderFields.parse(bytes, byteLimit: limits.headerByteCount)
    var part = MIMEPart(
      header: header, body: bytes[bodyStart...], defaultType: defaultType)
    guard depth < limits.depth else { return part }
    if part.mediaType.hasPrefix("multipart/") {
      part.children = parseChildren(of: part, depth: depth)
    } else if part.mediaType == "message/rfc822" || part.mediaType == "message/global" {
      part.children = [parseMessage(in: part, depth: depth)]
    }
    return part
  }

  private mutating func parseChildren(of part: MIMEPart, depth: Int) -> [MIMEPart] {
    guard let boundary = part.parameters["boundary"], !boundary.isEmpty else { return [] }
    let childType = part.mediaType == "multipart/digest" ? "message/rfc822" : "text/plain"
    var children: [MIMEPart] = []
    for range in Self.split(part.body, boundary: Array(boundary.utf8), limit: remainingPartCount) {
      guard remainingPartCount > 0 else { break }
      children.append(parse(part.body[range], depth: depth + 1, defaultType: childType))
    }
    return children
  }

  /// A message inside a message is not to be encoded, and sometimes is.
  private mutating func parseMessage(in part: MIMEPart, depth: Int) -> MIMEPart {
    let inner = part.encoding == .identity ? part.body : part.encoding.decode(part.body)[...]
    return parse(inner, depth: depth + 1, defaultType: "text/plain")
  }

  /// The ranges between delimiter lines (RFC 2046, section 5.1.1); a missing end is forgiven.
  ///
  /// The line end before a delimiter belongs to the delimiter.
  static func split(_ body: Bytes, boundary: [UInt8], limit: Int) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var partStart: Int?
    var lines = LineScanner(body)
    var previousContentEnd = body.startIndex
    while ranges.count < limit, let line = lines.next() {
      guard let delimiter = delimiter(body[line.content], boundary: boundary) else {
        previousContentEnd = line.content.upperBound
        continue
      }
      if let start = partStart { ranges.append(start..<max(start, previousContentEnd)) }
      partStart = line.end
      previousContentEnd = line.end
      if delimiter == .last { return ranges }
    }
    if let start = partStart, ranges.count < limit { ranges.append(start..<body.endIndex) }
    return ranges
  }

  private enum Delimiter { case next, last }

  private static func delimiter(_ line: Bytes, boundary: [UInt8]) -> Delimiter? {
    guard line.count >= boundary.count + 2, line.first == ASCII.hyphen,
      line[line.startIndex + 1] == ASCII.hyphen, line.dropFirst(2).starts(with: boundary)
    else { return nil }
    let rest = line.dropFirst(2 + boundary.count)
    if rest.allSatisfy(\.isBlank) { return .next }
    return rest.starts(with: [ASCII.hyphen, ASCII.hyphen])
      && rest.dropFirst(2).allSatisfy(\.isBlank) ? .last : nil
  }
}
