import Text

/// One place of a frame, in eight bytes.
package struct Cell: Hashable, Sendable {
  /// Glyph in bits 0–31, style in 32–47, columns in 48–55, flags in 56–63.
  let rawValue: UInt64

  private static let clusterBit: UInt64 = 1 << 31
  private static let revealedBit: UInt64 = 1 << 56

  init(scalar: Unicode.Scalar, columns: Int, style: StyleID, isRevealed: Bool = false) {
    self.init(UInt64(scalar.value), columns, style, isRevealed)
  }

  init(cluster index: Int, columns: Int, style: StyleID, isRevealed: Bool = false) {
    self.init(UInt64(UInt32(index)) | Self.clusterBit, columns, style, isRevealed)
  }

  private init(_ glyph: UInt64, _ columns: Int, _ style: StyleID, _ isRevealed: Bool) {
    rawValue =
      glyph | UInt64(style.rawValue) << 32 | UInt64(columns) << 48
      | (isRevealed ? Self.revealedBit : 0)
  }

  private init(rawValue: UInt64) { self.rawValue = rawValue }

  /// The second half of a wide glyph.
  static func continuation(style: StyleID, isRevealed: Bool = false) -> Cell {
    Cell(0, 0, style, isRevealed)
  }

  static func blank(_ style: StyleID) -> Cell {
    Cell(scalar: " ", columns: 1, style: style)
  }

  package var style: StyleID { StyleID(rawValue: UInt16(truncatingIfNeeded: rawValue >> 32)) }

  /// 1 or 2, or 0 for the second half of a wide glyph.
  package var columns: Int { Int(rawValue >> 48 & 0xFF) }

  package var isContinuation: Bool { columns == 0 }

  /// Shows part of an identifier in clear.
  package var isRevealed: Bool { rawValue & Self.revealedBit != 0 }

  /// The base where there are no marks on it; else the frame has the glyph.
  package var scalar: Unicode.Scalar? {
    clusterIndex == nil ? Unicode.Scalar(UInt32(truncatingIfNeeded: rawValue)) : nil
  }

  var clusterIndex: Int? {
    rawValue & Self.clusterBit == 0 ? nil : Int(rawValue & 0x7FFF_FFFF)
  }

  func restyled(_ style: StyleID) -> Cell {
    Cell(rawValue: rawValue & ~(0xFFFF << 32) | UInt64(style.rawValue) << 32)
  }
}
