import Text

extension Pen {
  /// Draws an identifier in clear straight from its bytes; no `String` of it is ever made.
  ///
  /// Malformed UTF-8 becomes U+FFFD and controls are left out. The cells are marked, and the
  /// frame's memory is overwritten before it is released. `skipped` columns of the value are taken
  /// to stand on an earlier line; at most `limit` columns are drawn.
  @discardableResult
  package mutating func reveal(
    _ value: Span<UInt8>, row: Int, column: Int, skipping skipped: Int = 0,
    columns limit: Int? = nil, _ style: Style = .revealed
  ) -> Int {
    let end = column + min(limit ?? .max, max(0, area.columns - column))
    let id = StyleID(style, on: surface)
    var next = column - skipped
    RevealedText.forEachGlyph(of: value) { glyph in
      defer { next += glyph.columns }
      guard next >= column, next + glyph.columns <= end else { return }
      put(glyph, row: row, column: next, id, isRevealed: true)
    }
    return min(max(next, column), end)
  }
}

/// The width of identifiers in clear, measured on their bytes.
package enum RevealedText {
  /// How many columns `Pen.reveal` fills.
  package static func columns(of value: Span<UInt8>) -> Int {
    var columns = 0
    forEachGlyph(of: value) { columns += $0.columns }
    return columns
  }

  static func forEachGlyph(of value: Span<UInt8>, _ body: (Glyph) -> Void) {
    var assembler = GlyphAssembler()
    var index = 0
    while index < value.count {
      let scalar = nextScalar(of: value, at: &index)
      // A value stands on one line.
      let drawn: Unicode.Scalar = scalar == "\n" || scalar == "\t" ? " " : scalar
      assembler.take(drawn, characterOffset: 0, emit: body)
    }
    assembler.flush(body)
  }

  /// Decodes by the well-formed sequences of the Unicode Standard, table 3-7.
  private static func nextScalar(of value: Span<UInt8>, at index: inout Int) -> Unicode.Scalar {
    let first = value[index]
    index += 1
    if first < 0x80 { return Unicode.Scalar(first) }
    let length: Int
    var decoded: UInt32
    switch first {
    case 0xC2...0xDF: (length, decoded) = (1, UInt32(first & 0x1F))
    case 0xE0...0xEF: (length, decoded) = (2, UInt32(first & 0x0F))
    case 0xF0...0xF4: (length, decoded) = (3, UInt32(first & 0x07))
    default: return "\u{FFFD}"
    }
    var end = index
    for _ in 0..<length {
      guard end < value.count, value[end] & 0xC0 == 0x80 else { return "\u{FFFD}" }
      decoded = decoded << 6 | UInt32(value[end] & 0x3F)
      end += 1
    }
    let isShortest = length == 1 || (length == 2 ? decoded >= 0x800 : decoded >= 0x10000)
    guard isShortest, let scalar = Unicode.Scalar(decoded) else { return "\u{FFFD}" }
    index = end
    return scalar
  }
}
