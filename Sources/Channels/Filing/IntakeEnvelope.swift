/// A delivered message with what the mail system said beside it.
package struct IntakeEnvelope: Hashable, Sendable {
  package let message: [UInt8]
  /// `EXTENSION`: the part of the address after the plus sign.
  package let environment: String?

  package init(message: [UInt8], environment: String?) {
    self.message = message
    self.environment = environment
  }

  /// A line with the extension, then the message as it came.
  package var bytes: [UInt8] {
    let line = (environment ?? "").utf8.filter { $0 != ASCII.lineFeed }
    return line + [ASCII.lineFeed] + message
  }

  package init(bytes: [UInt8]) {
    let end = bytes.firstIndex(of: ASCII.lineFeed) ?? bytes.endIndex
    let line = String(decoding: bytes[..<end], as: UTF8.self)
    self.init(
      message: Array(bytes[end...].dropFirst()), environment: line.isEmpty ? nil : line)
  }
}
