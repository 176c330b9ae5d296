/// Breaks greedily: after spaces and hyphens, between ideographs, and within a word only where the
/// word is longer than a line.
struct Wrapper {
  let glyphs: [Glyph]
  let columns: Int
  let indent: WrappedText.Indent

  private var lines: [WrappedText.Line] = []

  init(glyphs: [Glyph], columns: Int, indent: WrappedText.Indent) {
    self.glyphs = glyphs
    self.columns = columns
    self.indent = indent
  }

  mutating func wrap() -> [WrappedText.Line] {
    var start = 0
    while true {
      let end = glyphs[start...].firstIndex { $0.isLineFeed } ?? glyphs.count
      wrapParagraph(start..<end)
      if end == glyphs.count { break }
      start = end + 1
    }
    return lines
  }

  /// The paragraph's line feed, where it has one, belongs to its last line.
  private mutating func wrapParagraph(_ paragraph: Range<Int>) {
    let hanging = indent == .hanging ? hangingColumns(of: paragraph) : 0
    var start = paragraph.lowerBound
    var margin = 0
    repeat {
      let end = lineEnd(from: start, to: paragraph.upperBound, room: columns - margin)
      let isLast = end == paragraph.upperBound
      let whole = isLast && end < glyphs.count ? end + 1 : end
      lines.append(
        WrappedText.Line(
          glyphs: start..<whole, visible: visible(start..<end, room: columns - margin),
          indent: margin))
      start = end
      margin = hanging
    } while start < paragraph.upperBound
  }

  /// Trailing spaces are drawn only so far as there is room.
  private func visible(_ line: Range<Int>, room: Int) -> Range<Int> {
    var used = 0
    for index in line {
      used += glyphs[index].columns
      if used > room, glyphs[index].isBreakingSpace { return line.lowerBound..<index }
    }
    return line
  }

  private func lineEnd(from start: Int, to end: Int, room: Int) -> Int {
    var used = 0
    var lastBreak: Int?
    var index = start
    while index < end {
      if index > start, allowsBreak(before: index) { lastBreak = index }
      used += glyphs[index].columns
      if used > room {
        if glyphs[index].isBreakingSpace {
          // Spaces hang over the edge, all of them.
          return glyphs[index..<end].firstIndex { !$0.isBreakingSpace } ?? end
        }
        return lastBreak ?? forcedBreak(at: index, from: start)
      }
      index += 1
    }
    return end
  }

  /// Before the character that does not fit; within it only where it fills the line by itself.
  private func forcedBreak(at index: Int, from start: Int) -> Int {
    var edge = index
    while edge > start, glyphs[edge].characterOffset == glyphs[edge - 1].characterOffset {
      edge -= 1
    }
    if edge > start { return edge }
    return max(start + 1, index)
  }

  private func allowsBreak(before index: Int) -> Bool {
    let left = glyphs[index - 1]
    let right = glyphs[index]
    guard left.characterOffset != right.characterOffset, !right.isBreakingSpace else {
      return false
    }
    if left.isBreakingSpace { return true }
    if left.base == "-" || left.base == "\u{2010}" || left.base == "/" {
      return right.base.properties.isAlphabetic && index > 1
        && glyphs[index - 2].base.properties.isAlphabetic
    }
    return (left.isIdeographic || right.isIdeographic) && !left.opens && !right.closes
      && left.base != "\u{A0}" && right.base != "\u{A0}"
  }

  /// The columns of leading spaces, and of a list or quotation mark with the spaces after it.
  private func hangingColumns(of paragraph: Range<Int>) -> Int {
    var index = paragraph.lowerBound
    func skip(while condition: (Glyph) -> Bool) -> Bool {
      let start = index
      while index < paragraph.upperBound, condition(glyphs[index]) { index += 1 }
      return index > start
    }
    _ = skip { $0.isBreakingSpace }
    let text = index
    let isMark =
      skip { $0.base == ">" }
      || ["-", "*", "\u{2022}", "\u{2013}"].contains { mark in
        index < paragraph.upperBound && glyphs[index].base == mark
      } && skip { _ in index == text }
      || skip { ("0"..."9").contains($0.base) } && index - text <= 3
        && skip { $0.base == "." || $0.base == ")" }
    if !isMark || !skip(while: { $0.isBreakingSpace }) { index = text }
    let columns = glyphs[paragraph.lowerBound..<index].reduce(0) { $0 + $1.columns }
    return columns <= self.columns / 2 ? columns : 0
  }
}

extension Glyph {
  /// Of a script that is written without spaces between words.
  fileprivate var isIdeographic: Bool {
    switch base.value {
    case 0x3001...0x312F, 0x31A0...0x31FF, 0x3400...0x4DBF, 0x4E00...0xA4CF, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0xFF01...0xFF60, 0x20000...0x3FFFF:
      true
    default: false
    }
  }

  /// Must not end a line.
  fileprivate var opens: Bool {
    switch base.properties.generalCategory {
    case .openPunctuation, .initialPunctuation, .currencySymbol: true
    default: false
    }
  }

  /// Must not begin a line: closing marks, small kana, the prolonged sound mark, iteration marks.
  fileprivate var closes: Bool {
    switch base {
    case "、", "。", "，", "．", "・", "：", "；", "？", "！", "ー", "々", "ゝ", "ゞ", "ヽ", "ヾ",
      "ぁ", "ぃ", "ぅ", "ぇ", "ぉ", "っ", "ゃ", "ゅ", "ょ", "ゎ", "ァ", "ィ", "ゥ", "ェ", "ォ", "ッ",
      "ャ", "ュ", "ョ", "ヮ", ".", ",", ":", ";", "!", "?", "%", "…":
      true
    default:
      switch base.properties.generalCategory {
      case .closePunctuation, .finalPunctuation: true
      default: false
      }
    }
  }
}
