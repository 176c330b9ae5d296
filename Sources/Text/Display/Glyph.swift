/// What is drawn in one place: a base of one or two columns, and the marks on it.
package struct Glyph: Hashable, Sendable {
  package internal(set) var marks: Marks
  package let base: Unicode.Scalar
  @usableFromInline let offset: Int32
  @usableFromInline let width: UInt8

  package init(
    base: Unicode.Scalar, marks: Marks = Marks(), columns: Int, characterOffset: Int = 0
  ) {
    self.base = base
    self.marks = marks
    width = UInt8(truncatingIfNeeded: columns)
    offset = Int32(truncatingIfNeeded: characterOffset)
  }

  /// 1 or 2; 0 for a line feed.
  @inlinable package var columns: Int { Int(width) }

  /// Which `Character` of the source this is a picture of, counted from its start.
  ///
  /// A character of an Indic script can
  /// have several, a lone format control has none.
  @inlinable package var characterOffset: Int { Int(offset) }

  @inlinable package var isLineFeed: Bool { base == "\n" }

  /// A line may end after this, and the space itself need not fit.
  package var isBreakingSpace: Bool {
    switch base.value {
    case 0x20, 0x1680, 0x2000...0x2006, 0x2008...0x200A, 0x205F, 0x3000: true
    default: false
    }
  }

  /// Up to four combining marks, in place, so that a glyph is plain memory.
  package struct Marks: Hashable, Sendable {
    package static let limit = 4
    /// Zero where there is no mark; U+0000 is none.
    @usableFromInline var values: SIMD4<UInt32> = .zero

    package init() {}

    @inlinable package var isEmpty: Bool { values[0] == 0 }

    package var count: Int {
      (0..<Self.limit).first { values[$0] == 0 } ?? Self.limit
    }

    /// Further marks than four are let go: no script needs them, only mischief.
    package mutating func append(_ mark: Unicode.Scalar) {
      let end = count
      guard end < Self.limit else { return }
      values[end] = mark.value
    }

    package subscript(index: Int) -> Unicode.Scalar {
      precondition(index < count, "there are only so many marks")
      return Unicode.Scalar(values[index]) ?? "\u{FFFD}"
    }
  }
}
