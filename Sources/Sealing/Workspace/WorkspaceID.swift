/// Names a workspace: random, bound into everything that is sealed or signed in it.
package struct WorkspaceID: Hashable, Sendable {
  /// 16 bytes.
  package let bytes: [UInt8]

  package static let byteCount = 16

  package init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  static func random() -> WorkspaceID {
    WorkspaceID(bytes: randomBytes(byteCount))
  }

  /// The first eight hexadecimal digits, for people: `7f3a02c1`.
  package var shortForm: String {
    bytes.prefix(4).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count < 2 ? "0" + digits : digits
    }.joined()
  }
}
