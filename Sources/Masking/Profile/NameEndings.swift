/// How names are declined: `Kowalskiego`, `Lindströms`, `Anny`, `Virtasen`.
enum NameEndings {
  /// What may stand behind the letters of a known word.
  enum Kind: Sendable {
    /// Nothing: the word is too short for an ending to say anything.
    case none
    /// Nothing, or the ending of a case.
    case ofWhole
    /// The ending of a case, without which the stem is no name.
    case ofStem
  }

  /// Stems of a small word whose last letters change: without its vowel (`Ann-` of Anna), its `-nen`
  /// (`Virtas-` of Virtanen), its fleeting e (`Dudk-` of Dudek).
  static func stems(of word: [UInt8]) -> [([UInt8], Kind)] {
    var stems: [[UInt8]] = []
    if word.count >= 4, let last = word.last, last.isOneOf("aeioy") {
      stems.append(Array(word.dropLast()))
    }
    if word.count >= 6, word.suffix(3).elementsEqual("nen".utf8) {
      stems.append(word.dropLast(3) + Array("s".utf8))
    }
    if word.count >= 5, word[word.count - 2] == UInt8(ascii: "e"),
      word[word.count - 1].isOneOf("klcr")
    {
      stems.append(word.dropLast(2) + [word[word.count - 1]])
    }
    return stems.map { ($0, .ofStem) }
  }

  /// Whether the letters behind a known word leave it that word.
  static func accept(_ ending: Range<Int>, of bytes: TextBytes, _ kind: Kind) -> Bool {
    switch kind {
    case .none: ending.isEmpty
    case .ofWhole: ending.isEmpty || ofWhole.contains(ending, of: bytes)
    case .ofStem: !ending.isEmpty && ofStem.contains(ending, of: bytes)
    }
  }

  private static let ofWhole = WordSet(
    """
    s, es, n, en, a, u, y, e, em, om, owi, ego, emu, im, ej, iej, ie, iem, in, ia, an, ov, ova, owa, ow, owie, ami, ach,
    lla, lle, lta, ssa, sta, as, is, ens
    """)
  private static let ofStem = WordSet(
    """
    a, y, i, e, ie, o, u, ej, iej, ego, iego, emu, iemu, im, ym, em, iem, om, owi, ami, ach, in, en, elle, ella, elta,
    essa, esta, een, et, ia, ten
    """)
}
