/// The ways in which one name is written with plain letters: `Kröger` is `Kroger` and `Kroeger`.
enum NameSpelling {
  /// More than these no name has that anybody writes.
  private static let limit = 16

  /// A word's spellings, the one without accents first; also from `Kroeger` back to `Kröger`, which
  /// folds to `Kroger`.
  static func spellings(of word: Substring) -> [String] {
    var spellings = [""]
    let letters = Array(word.unicodeScalars)
    var index = 0
    while index < letters.count {
      let next = index + 1 < letters.count ? letters[index + 1] : nil
      let (plain, others, count) = reading(letters[index], next)
      index += count
      var longer = spellings.map { $0 + plain }
      for other in others where longer.count + spellings.count <= limit {
        longer += spellings.map { $0 + other }
      }
      spellings = longer
    }
    return spellings
  }

  /// How a letter is written first, how else, and how many scalars it takes here.
  private static func reading(
    _ letter: Unicode.Scalar, _ next: Unicode.Scalar?
  ) -> (String, [String], Int) {
    switch (letter, next) {
    case ("a", "\u{308}"), ("A", "\u{308}"), ("ä", _), ("Ä", _):
      return (String(letter), ["ae"], next == "\u{308}" ? 2 : 1)
    case ("o", "\u{308}"), ("O", "\u{308}"), ("ö", _), ("Ö", _), ("ø", _), ("Ø", _):
      return (String(letter), ["oe"], next == "\u{308}" ? 2 : 1)
    case ("u", "\u{308}"), ("U", "\u{308}"), ("ü", _), ("Ü", _):
      return (String(letter), ["ue"], next == "\u{308}" ? 2 : 1)
    case ("a", "\u{30A}"), ("A", "\u{30A}"), ("å", _), ("Å", _):
      return (String(letter), ["aa"], next == "\u{30A}" ? 2 : 1)
    case ("æ", _), ("Æ", _): return ("ae", ["a"], 1)
    case ("œ", _), ("Œ", _): return ("oe", ["o"], 1)
    case ("ß", _), ("ẞ", _): return ("ss", ["s", "sz"], 1)
    case ("ñ", _), ("Ñ", _): return ("n", ["nn", "ny"], 1)
    case ("đ", _), ("Đ", _): return ("d", ["dj"], 1)
    case ("ð", _), ("Ð", _): return ("d", ["dh"], 1)
    case ("a", "e"), ("A", "e"), ("A", "E"), ("o", "e"), ("O", "e"), ("O", "E"), ("u", "e"),
      ("U", "e"), ("U", "E"), ("a", "a"), ("A", "a"), ("A", "A"):
      return (String(letter) + String(next ?? letter), [String(letter)], 2)
    default: return (String(letter), [], 1)
    }
  }
}
