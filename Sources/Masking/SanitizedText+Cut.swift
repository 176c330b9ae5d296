import Text

/// A stretch of a text: words, or a value that was detected in them.
enum Cut {
  case words(SanitizedText)
  case value(Substring, Detection)
}

extension SanitizedText {
  /// The text in stretches: what stands between the detections, and what they found.
  ///
  /// The detections are disjoint and sorted, as `Recognition` gives them.
  func cut(at detections: [Detection]) -> [Cut] {
    let utf8 = string.utf8
    var cuts: [Cut] = []
    cuts.reserveCapacity(2 * detections.count + 1)
    var position = utf8.startIndex
    var offset = 0
    for detection in detections {
      let start = utf8.index(position, offsetBy: detection.range.lowerBound - offset)
      let end = utf8.index(start, offsetBy: detection.range.count)
      cuts.append(.words(SanitizedText(string[position..<start], of: self)))
      cuts.append(.value(string[start..<end], detection))
      position = end
      offset = detection.range.upperBound
    }
    cuts.append(.words(SanitizedText(string[position...], of: self)))
    return cuts
  }
}
