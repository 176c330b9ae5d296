/// What one scalar does on a terminal.
///
/// Terminals disagree about much of Unicode, so only what all of them agree on is drawn: a base of
/// one or two columns, and marks of none. The text itself stays whole; this is about pictures.
package enum ScalarDrawing: Equatable, Sendable {
  /// Fills columns of its own.
  case base(Unicode.Scalar, columns: Int)
  /// Sits on the base before it.
  case mark
  /// Is never drawn and belongs to what is before: variation selectors, tags, skin tones.
  case nothing
  /// Is never drawn and stands by itself: controls, most format controls.
  case boundary
  /// U+200D: in an emoji sequence, what follows is part of the picture before.
  case joiner
  case lineFeed
  case tab

  /// Stands in for what a terminal may not know.
  package static let unknown = ScalarDrawing.base("\u{FFFD}", columns: 1)

  package init(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x20...0x7E, 0xA0...0xAC, 0xAE...0x2FF, 0x391...0x3A1, 0x3A3...0x482, 0x5D0...0x5EA,
      0x620...0x64A, 0xE01...0xE30, 0x2010...0x2027, 0x2030...0x205E, 0x2190...0x2211,
      0x2500...0x25FC:
      self = .base(scalar, columns: 1)
    case 0x4E00...0x9FFC, 0xAC00...0xD7A3, 0x3001...0x3029, 0x3041...0x3096, 0x30A0...0x30FF,
      0x1F400...0x1F43E, 0x1F600...0x1F64F:
      self = .base(scalar, columns: 2)
    case 0x0A:
      self = .lineFeed
    case 0x09:
      self = .tab
    case 0x200D:
      self = .joiner
    default:
      self = Self.lookedUp(scalar)
    }
  }

  private static func lookedUp(_ scalar: Unicode.Scalar) -> ScalarDrawing {
    switch scalar.value {
    case 0x1F1E6...0x1F1FF:
      // Half a flag: some terminals join two to a picture, some do not. The letter says the same.
      let letter = UInt8(scalar.value - 0x1F1E6) + UInt8(ascii: "A")
      return .base(Unicode.Scalar(letter), columns: 1)
    case 0x1F3FB...0x1F3FF, 0xFE00...0xFE0F, 0xE0100...0xE01EF, 0x180B...0x180F, 0x034F,
      0x17B4...0x17B5:
      return .nothing
    case 0x3248...0x324F, 0x4DC0...0x4DFF, 0x2630...0x2637, 0x268A...0x268F, 0x1D300...0x1D376,
      0x1171E:
      // Numbers in circles, hexagrams, trigrams and tallies, one vowel sign: versions of the
      // standard and of the C library differ about their width.
      return .unknown
    case 0x1160...0x11FF, 0xD7B0...0xD7C6, 0xD7CB...0xD7FB:
      // Vowels and finals of decomposed Hangul.
      return .mark
    default:
      break
    }
    let properties = scalar.properties
    guard let age = properties.age, age.major <= 14 else { return .unknown }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark:
      return .mark
    case .format where scalar.value == 0x200C || scalar.value >= 0xE0020:
      return .nothing
    case .control, .format, .lineSeparator, .paragraphSeparator:
      return .boundary
    case .unassigned, .privateUse, .surrogate:
      return .unknown
    default:
      return .base(scalar, columns: WideScalars.contains(scalar) ? 2 : 1)
    }
  }
}
