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
