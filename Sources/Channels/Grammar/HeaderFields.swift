/// The header of a message or part: fields in order, unfolded (RFC 5322, section 2.2).
struct HeaderFields {
  struct Field {
    /// Lower-cased.
    let name: String
    /// Unfolded, trimmed, still encoded.
    let value: Bytes
  }

  private(set) var fields: [Field] = []
  /// Whether the header was longer than the limit; what lies beyond is read as body.
  private(set) var isCut = false

  /// The first field of that name.
  subscript(_ name: String) -> Bytes? {
    fields.first { $0.name == name }?.value
  }

  /// Every field of that name.
  func all(_ name: String) -> [Bytes] {
    fields.filter { $0.name == name }.map(\.value)
  }

  /// The first field of that name, its encoded words decoded.
  func text(_ name: String) -> String? {
    self[name].map(EncodedWord.decode)
  }

  /// Reads up to the blank line; returns where the body starts.
  ///
  /// A line that cannot be a field ends the header: senders forget the blank line.
  static func parse(_ bytes: Bytes, byteLimit: Int) -> (header: HeaderFields, bodyStart: Int) {
    var header = HeaderFields()
    var lines = LineScanner(bytes)
    var name: String?
    var value: [UInt8] = []
    var bodyStart = bytes.startIndex
    func finishField() {
      if let name { header.fields.append(Field(name: name, value: value[...].trimmed)) }
    }
    while let line = lines.next() {
      let content = bytes[line.content]
      if content.isEmpty {
        bodyStart = line.end
        break
      }
      if line.end - bytes.startIndex > byteLimit {
        header.isCut = true
        break
      }
      if let first = content.first, first.isBlank, name != nil {
        value += content
      } else if let colon = fieldNameEnd(content) {
        finishField()
        name = content[content.startIndex..<colon].trimmed.asciiLowercased
        value = Array(content[(colon + 1)...])
      } else if !isMailboxSeparator(content) || name != nil {
        break
      }
      bodyStart = line.end
    }
    finishField()
    return (header, bodyStart)
  }

  /// The colon after a field's name; `nil` where the line starts with none.
  private static func fieldNameEnd(_ line: Bytes) -> Int? {
    guard let colon = line.prefix(200).firstIndex(of: ASCII.colon) else { return nil }
    let name = line[line.startIndex..<colon]
    let printable = name.prefix { (0x21...0x7E).contains($0) }
    // Old software leaves a blank before the colon.
    guard !printable.isEmpty, name[printable.endIndex...].allSatisfy(\.isBlank) else { return nil }
    return colon
  }

  /// `From sender date`, left over from a mailbox.
  private static func isMailboxSeparator(_ line: Bytes) -> Bool {
    line.starts(with: Array("From ".utf8)) || line.starts(with: Array(">From ".utf8))
  }
}
