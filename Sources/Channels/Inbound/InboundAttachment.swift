package import Masking
package import Text

/// A file that came with a message.
package struct InboundAttachment: Sendable {
  private let nameText: SanitizedText
  /// As the sender declared it, where that is a media type at all: `image/png`.
  package let mediaType: SanitizedText
  /// Decoded.
  package let bytes: [UInt8]
  /// Whether it was shown within the text, like a logo.
  package let isInline: Bool

  init(_ file: MessageContent.File) {
    nameText = SanitizedText(sanitizing: file.name ?? "")
    mediaType = SanitizedText(sanitizing: Self.checked(file.mediaType))
    bytes = file.bytes
    isInline = file.isInline
  }

  /// What the sender called it; empty where they did not.
  package func name() -> UnmaskedText { UnmaskedText(received: nameText) }

  /// The media type is shown unmasked: nothing may ride in it that could be an identifier.
  private static func checked(_ mediaType: String) -> String {
    let halves = mediaType.split(separator: "/")
    let families = [
      "application", "audio", "font", "image", "message", "model", "multipart", "text", "video",
    ]
    guard halves.count == 2, families.contains(String(halves[0])), mediaType.utf8.count <= 90,
      halves[1].utf8.allSatisfy({ $0.isLetter || $0.isDigit || "+-.".utf8.contains($0) }),
      halves[1].utf8.count(where: \.isDigit) <= 4
    else { return "application/octet-stream" }
    return mediaType
  }
}
