/// Names a workspace: random, bound into everything that is sealed or signed in it.
package struct WorkspaceID: Hashable, Sendable {
  /// Two words and no array, since every entry of the log has one.
  private let high: UInt64
  private let low: UInt64

  package static let byteCount = 16

  private init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Reads 16 bytes.
  /// - Throws: `malformed` where the bytes end too soon.
  package init(from reader: inout ByteReader) throws(SealingError) {
    high = try reader.integer()
    low = try reader.integer()
  }

  /// Takes 16 bytes; `nil` for any other count.
  package init?(bytes: [UInt8]) {
    guard bytes.count == Self.byteCount else { return nil }
    var reader = ByteReader(bytes)
    guard let id = try? WorkspaceID(from: &reader) else { return nil }
    self = id
  }

  static func random() -> WorkspaceID {
    WorkspaceID(high: .random(in: 0...UInt64.max), low: .random(in: 0...UInt64.max))
  }

  /// The 16 bytes.
  package var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(bigEndian: high)
    bytes.append(bigEndian: low)
    return bytes
  }

  /// The first eight hexadecimal digits, for people: `7f3a02c1`.
  package var shortForm: String {
    let digits = String(high >> 32, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}

extension ByteWriter {
  /// The 16 bytes.
  package mutating func append(_ workspace: WorkspaceID) {
    append(fixed: workspace.bytes)
  }
}
