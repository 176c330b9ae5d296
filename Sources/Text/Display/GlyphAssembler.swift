/// Turns scalars into glyphs, one at a time and without a `String`, so that a revealed value can be
/// drawn straight from its bytes.
package struct GlyphAssembler: Sendable {
  /// A tab reaches to the next multiple of this many columns.
  package static let tabStop = 8

  private var pending: Glyph?
  private var joins = false
  private var column = 0

  package init() {}

  /// Takes a scalar; `emit` gets each glyph to which nothing more can be added.
  package mutating func take(
    _ scalar: Unicode.Scalar, characterOffset: Int, emit: (Glyph) -> Void
  ) {
    switch ScalarDrawing(scalar) {
    case .base(let base, let columns):
      if joins, scalar.isPictograph { break }
      flush(emit)
      pending = Glyph(base: base, columns: columns, characterOffset: characterOffset)
    case .mark:
      if let base = pending?.base, scalar.isJamo, !base.isHangul { flush(emit) }
      if pending == nil {
        // A mark with nothing to sit on sits on a dotted circle.
        pending = Glyph(base: "\u{25CC}", columns: 1, characterOffset: characterOffset)
      }
      pending?.marks.append(scalar)
    case .joiner:
      joins = pending?.base.isPictograph ?? false
      return
    case .nothing:
      return
    case .boundary:
      flush(emit)
    case .lineFeed:
      flush(emit)
      emit(Glyph(base: "\n", columns: 0, characterOffset: characterOffset))
      column = 0
    case .tab:
      flush(emit)
      for _ in 0..<(Self.tabStop - column % Self.tabStop) {
        emit(Glyph(base: " ", columns: 1, characterOffset: characterOffset))
        column += 1
      }
    }
    joins = false
  }

  /// Hands out the last glyph.
  ///
  /// Needed at the end.
  package mutating func flush(_ emit: (Glyph) -> Void) {
    guard let glyph = pending else { return }
    pending = nil
    column += glyph.columns
    emit(glyph)
  }
}

extension Unicode.Scalar {
  /// An emoji proper; digits and # have the property too but are no pictures.
  fileprivate var isPictograph: Bool {
    value >= 0x2190 && properties.isEmoji
  }

  /// A vowel or final of decomposed Hangul, which sits on nothing else.
  fileprivate var isJamo: Bool {
    (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FB).contains(value)
  }

  fileprivate var isHangul: Bool {
    (0x1100...0x115F).contains(value) || (0xA960...0xA97C).contains(value)
      || (0xAC00...0xD7A3).contains(value)
  }
}
