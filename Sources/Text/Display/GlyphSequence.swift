/// Sanitised text as a terminal draws it, each glyph with the `Character` it came from.
package struct GlyphSequence: Sendable, RandomAccessCollection {
  package private(set) var glyphs: [Glyph] = []
  /// How many characters the source has, those without a picture included.
  package private(set) var characterCount = 0

  package init() {}

  package init(_ text: SanitizedText) {
    append(text)
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { glyphs.count }
  package subscript(index: Int) -> Glyph {
    @inline(__always) get { glyphs[index] }
  }

  /// The columns of everything on one line.
  package var columns: Int { glyphs.reduce(0) { $0 + $1.columns } }

  /// Adds a text; its characters count on from those before.
  package mutating func append(_ text: SanitizedText) {
    var string = text.string
    string.makeContiguousUTF8()
    glyphs.reserveCapacity(glyphs.count + string.utf8.count)
    if string.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) {
      for byte in string.utf8 {
        glyphs.append(
          Glyph(base: Unicode.Scalar(byte), columns: 1, characterOffset: characterCount))
        characterCount += 1
      }
    } else {
      appendClusters(of: string)
    }
  }

  /// Adds what is drawn as one, never broken, and stands for so many characters of the source.
  ///
  /// A pill is such: the source has `{{customer.first_name}}`, the screen something else.
  package mutating func appendAtom(_ text: SanitizedText, characterCount count: Int) {
    for glyph in GlyphSequence(text) where !glyph.isLineFeed {
      let base = glyph.isBreakingSpace && glyph.columns == 1 ? "\u{A0}" : glyph.base
      glyphs.append(
        Glyph(
          base: base, marks: glyph.marks, columns: glyph.columns, characterOffset: characterCount))
    }
    characterCount += count
  }

  /// Walks scalars, and asks for the end of the grapheme cluster only where there can be one of
  /// more than one scalar.
  private mutating func appendClusters(of string: String) {
    var assembler = GlyphAssembler()
    let scalars = string.unicodeScalars
    var index = scalars.startIndex
    while index < scalars.endIndex {
      let next = scalars.index(after: index)
      var end = next
      if !scalars[index].isAlwaysACluster
        || (next < scalars.endIndex && !scalars[next].isAlwaysACluster)
      {
        end = string.index(after: index)
      }
      while index < end {
        assembler.take(scalars[index], characterOffset: characterCount) { glyphs.append($0) }
        index = scalars.index(after: index)
      }
      characterCount += 1
    }
    assembler.flush { glyphs.append($0) }
  }

  /// The index of the first glyph of a character, or of the next that has one.
  package func index(ofCharacter offset: Int) -> Int {
    var low = 0
    var high = glyphs.count
    while low < high {
      let middle = (low + high) / 2
      if glyphs[middle].characterOffset < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension Unicode.Scalar {
  /// Two such scalars beside each other are two characters.
  fileprivate var isAlwaysACluster: Bool {
    switch value {
    case 0x20..<0x7F, 0x0A, 0xC0..<0x300, 0x391..<0x3A2, 0x3A3..<0x483, 0x5D0..<0x5EB: true
    case 0x620..<0x64B, 0xE01..<0xE31, 0x2010..<0x2028, 0x2500..<0x25A0: true
    case 0x3001..<0x302A, 0x3041..<0x3097, 0x30A0..<0x3100, 0x3400..<0x9FFD: true
    case 0xAC00..<0xD7A4, 0x1F300..<0x1F3FB, 0x1F400..<0x1F650: true
    default: false
    }
  }
}
