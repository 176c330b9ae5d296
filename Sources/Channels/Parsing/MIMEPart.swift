/// A part of a message, or the message itself, cut up and not yet decoded (RFC 2045, RFC 2046).
struct MIMEPart {
  let header: HeaderFields
  /// Lower-cased: `text/plain`.
  let mediaType: String
  let parameters: [String: String]
  let disposition: ParameterizedValue?
  let encoding: TransferEncoding
  let body: Bytes
  /// Of a multipart, or the one message inside a `message/rfc822`.
  var children: [MIMEPart] = []

  init(header: HeaderFields, body: Bytes, defaultType: String) {
    self.header = header
    self.body = body
    let type = header["content-type"].map(ParameterizedValue.init)
    // A type without a slash says nothing (RFC 2045, section 5.2).
    let isType = type?.value.contains("/") == true
    mediaType = isType ? type?.value ?? defaultType : defaultType
    parameters = type?.parameters ?? [:]
    disposition = header["content-disposition"].map(ParameterizedValue.init)
    encoding = TransferEncoding(
      name: (header["content-transfer-encoding"] ?? []).prefix { !$0.isWhitespace && $0 != 0x3B }
        .asciiLowercased)
  }

  var isMultipart: Bool { mediaType.hasPrefix("multipart/") && !children.isEmpty }

  /// The name the sender gave to a file, without any folders.
  var fileName: String? {
    let name = disposition?.parameters["filename"] ?? parameters["name"]
    guard let name, let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last else {
      return nil
    }
    return String(last.prefix(255))
  }

  /// Whether the sender meant it to be saved and not read.
  var isAttachment: Bool {
    disposition?.value == "attachment" || (disposition?.value != "inline" && fileName != nil)
  }

  /// Without angle brackets, for `cid:` links.
  var contentID: String? {
    header.text("content-id").map { String($0.trimmingPrefix("<").prefix { $0 != ">" }) }
  }

  /// The text as characters, line ends as line feeds.
  func decodedText() -> String {
    let decoded = encoding.decode(body)
    let text = Charset.decode(decoded[...], label: parameters["charset"])
    guard text.utf8.contains(ASCII.carriageReturn) else { return text }
    return text.replacing("\r\n", with: "\n")
  }
}
