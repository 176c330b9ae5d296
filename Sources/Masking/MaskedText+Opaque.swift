import Sealing
import Text

/// A masked text with a sign in the place of each token, to be examined once more: what stands
/// around a token keeps its meaning, and what the token hides is not needed.
struct OpaqueText {
  /// The sign: of a private use (Unicode Standard, 23.5), so that no recogniser reads it as anything.
  private static let sign: SanitizedText = "\u{F8D0}"

  let text: SanitizedText
  private let pieces: [(range: Range<Int>, segment: MaskedText.Segment)]

  init(_ masked: MaskedText) {
    var text = ""
    pieces = masked.segments.map { segment in
      let start = text.utf8.count
      if case .text(let words) = segment {
        text += words.string
      } else {
        text += Self.sign.string
      }
      return (start..<text.utf8.count, segment)
    }
    self.text = SanitizedText(sanitizing: text)
    assert(self.text.string == text, "words were sanitised before, and the sign is no control")
  }

  /// Puts something in the place of every stretch of words that lies within a detection.
  ///
  /// One that reaches over a token is cut there; of its parts those with a letter or digit count.
  func replacing(
    _ detections: [Detection],
    with segment: (SanitizedText, Detection) throws(SealingError) -> MaskedText.Segment
  ) throws(SealingError) -> MaskedText {
    var segments: [MaskedText.Segment] = []
    var next = detections.startIndex
    for piece in pieces {
      guard case .text(let words) = piece.segment else {
        segments.append(piece.segment)
        continue
      }
      var within: [Detection] = []
      while next < detections.endIndex, detections[next].range.lowerBound < piece.range.upperBound {
        within += detections[next].part(in: piece.range, of: words).map { [$0] } ?? []
        // It may go on behind the token.
        guard detections[next].range.upperBound <= piece.range.upperBound else { break }
        next += 1
      }
      for cut in words.cut(at: within) {
        switch cut {
        case .words(let between): segments.append(.text(between))
        case .value(let value, let detection):
          segments.append(try segment(SanitizedText(value, of: words), detection))
        }
      }
    }
    return MaskedText(segments: segments)
  }
}

extension Detection {
  /// The part that lies within a run of words, by the offsets of that run.
  fileprivate func part(in run: Range<Int>, of words: SanitizedText) -> Detection? {
    let clamped = range.clamped(to: run)
    guard !clamped.isEmpty else { return nil }
    var part = clamped.lowerBound - run.lowerBound..<clamped.upperBound - run.lowerBound
    if clamped != range {
      guard let telling = words.tellingPart(of: part) else { return nil }
      part = telling
    }
    return Detection(range: part, kind: kind, certainty: certainty, evidence: evidence)
  }
}

extension SanitizedText {
  /// A range of UTF-8 without the blanks and signs at its ends; `nil` where nothing else is in it.
  fileprivate func tellingPart(of range: Range<Int>) -> Range<Int>? {
    let utf8 = string.utf8
    let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
    let end = utf8.index(start, offsetBy: range.count)
    let scalars = string.unicodeScalars[start..<end]
    func tells(_ scalar: Unicode.Scalar) -> Bool {
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
    guard let first = scalars.firstIndex(where: tells), let last = scalars.lastIndex(where: tells)
    else { return nil }
    let from = utf8.distance(from: utf8.startIndex, to: first)
    let to = utf8.distance(from: utf8.startIndex, to: scalars.index(after: last))
    return from..<to
  }
}
