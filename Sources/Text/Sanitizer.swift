/// Removes what drives a terminal, and remembers where the rest came from.
public enum Sanitizer {
  /// Where each scalar of the sanitised text stood in its source, in Unicode scalars.
  public struct SourceMap: Sendable {
    /// `offsets[i]` is the source offset of sanitised scalar `i`; one more entry holds the end.
    public let offsets: [Int]

    /// The source range, in scalars, of a sanitised range, in scalars.
    public func source(of range: Range<Int>) -> Range<Int> {
      guard !range.isEmpty else { return offsets[range.lowerBound]..<offsets[range.lowerBound] }
      return offsets[range.lowerBound]..<(offsets[range.upperBound - 1] + 1)
    }
  }

  /// Sanitises without a map.
  public static func sanitize(_ raw: String) -> SanitizedText {
    if raw.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F || $0 == 0x0A || $0 == 0x09 }) {
      return SanitizedText(trusted: raw)
    }
    return sanitizeMapped(raw).text
  }

  /// Sanitises, and tells where each remaining scalar came from.
  public static func sanitizeMapped(_ raw: String) -> (text: SanitizedText, map: SourceMap) {
    var kept = String.UnicodeScalarView()
    var offsets: [Int] = []
    var reader = EscapeReader(scalars: Array(raw.unicodeScalars))
    while let (scalar, offset) = reader.next() {
      kept.append(scalar)
      offsets.append(offset)
    }
    offsets.append(reader.scalars.count)
    return (SanitizedText(trusted: String(kept)), SourceMap(offsets: offsets))
  }
}

/// Walks scalars, passing over escape sequences (ECMA-48) and controls.
private struct EscapeReader {
  let scalars: [Unicode.Scalar]
  var position = 0

  mutating func next() -> (Unicode.Scalar, Int)? {
    while position < scalars.count {
      let start = position
      let scalar = scalars[position]
      position += 1
      switch scalar.value {
      case 0x0D:
        if position < scalars.count, scalars[position] == "\n" { continue }
        return ("\n", start)
      case 0x09, 0x0A:
        return (scalar, start)
      case 0x85, 0x2028, 0x2029:
        return ("\n", start)
      case 0x1B:
        skipEscape()
      case 0x9B:
        skipControlSequence()
      case 0x90, 0x98, 0x9D, 0x9E, 0x9F:
        skipString()
      case 0..<0x20, 0x7F..<0xA0:
        continue
      case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069:
        continue
      default:
        return (scalar, start)
      }
    }
    return nil
  }

  private mutating func skipEscape() {
    guard position < scalars.count else { return }
    switch scalars[position] {
    case "[":
      position += 1
      skipControlSequence()
    case "]", "P", "X", "^", "_":
      position += 1
      skipString()
    default:
      // ESC, intermediates, one final byte: only where they are there; other text is kept.
      let start = position
      while position < scalars.count, (0x20...0x2F).contains(scalars[position].value) {
        position += 1
      }
      if position < scalars.count, (0x30...0x7E).contains(scalars[position].value) {
        position += 1
      } else {
        position = start
      }
    }
  }

  private mutating func skipControlSequence() {
    let start = position
    while position < scalars.count, (0x20...0x3F).contains(scalars[position].value) {
      position += 1
    }
    if position < scalars.count, (0x40...0x7E).contains(scalars[position].value) {
      position += 1
    } else {
      // Not a sequence after all: what follows is somebody's text and stays.
      position = start
    }
  }

  /// A string control ends at BEL, ST or the end of its line: an unfinished one must not swallow a
  /// whole message.
  private mutating func skipString() {
    while position < scalars.count {
      switch scalars[position].value {
      case 0x07, 0x9C:
        position += 1
        return
      case 0x1B where position + 1 < scalars.count && scalars[position + 1] == "\\":
        position += 2
        return
      case 0x0A, 0x0D:
        return
      default:
        position += 1
      }
    }
  }
}
