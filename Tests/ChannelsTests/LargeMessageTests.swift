import Testing

@testable import Channels

struct LargeMessageTests {
  private static let byteCount = 50 << 20

  @Test func `fifty megabytes of attachment come through whole`() throws {
    let line = Array((String(repeating: "QUJD", count: 19) + "\n").utf8)
    let lineCount = Self.byteCount / line.count
    var bytes = Array(
      """
      From: a@example.org
      Content-Type: multipart/mixed; boundary=b

      --b

      See the file.
      --b
      Content-Type: application/pdf; name=big.pdf
      Content-Transfer-Encoding: base64


      """.utf8)
    bytes.reserveCapacity(Self.byteCount + 4096)
    for _ in 0..<lineCount { bytes += line }
    bytes += Array("--b--\n".utf8)
    let message = try parse(bytes)
    #expect(message.body().words() == "See the file.")
    let file = try #require(message.attachments.first)
    #expect(file.bytes.count == lineCount * 57)
    #expect(file.bytes.suffix(3) == Array("ABC".utf8)[...])
  }

  @Test func `fifty megabytes in one line are read, and kept as a file`() throws {
    let bytes =
      Array("From: a@example.org\n\n".utf8)
      + [UInt8](repeating: 0x78, count: Self.byteCount)
    let message = try parse(bytes)
    #expect(message.notes == [.textCut])
    #expect(message.body().words().utf8.count == MailLimits().textByteCount)
    #expect(message.attachments.map(\.bytes.count) == [Self.byteCount])
  }

  @Test func `fifty megabytes of header are cut`() throws {
    var bytes = Array("From: a@example.org\n".utf8)
    let field = Array("X-Filler: nothing of interest\n".utf8)
    while bytes.count < Self.byteCount { bytes += field }
    let message = try parse(bytes)
    #expect(message.notes.contains(.headerCut))
    #expect(message.from.map(\.text) == ["a@example.org"])
  }
}
