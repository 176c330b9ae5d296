/// Writes short forms out: `don't` and `dont` are `do not`.
enum Contractions {
  /// Takes what stands between the apostrophes of a word, gives words.
  static func expand(_ parts: [[UInt8]]) -> [[UInt8]] {
    if parts.count == 1 { return spelled[parts[0]] ?? parts }
    var words: [[UInt8]] = []
    for (index, part) in parts.enumerated() {
      guard index > 0, let before = words.last else {
        words.append(part)
        continue
      }
      if part == t, before.last == UInt8(ascii: "n"), before.count > 1 {
        words.removeLast()
        words += [irregular[before] ?? Array(before.dropLast()), Array("not".utf8)]
      } else if part == s {
        if takesIs.contains(before) { words.append(Array("is".utf8)) }
      } else {
        words.append(endings[part] ?? part)
      }
    }
    return words
  }

  private static let t = Array("t".utf8)
  private static let s = Array("s".utf8)

  private static let irregular = table(["can": "can", "won": "will", "shan": "shall", "ain": "is"])
    .mapValues { $0.flatMap(\.self) }

  private static let endings = table([
    "m": "am", "re": "are", "ve": "have", "ll": "will", "d": "would",
  ]).mapValues { $0.flatMap(\.self) }

  /// After these an `'s` is a verb; after anything else it is a possessive, and goes.
  private static let takesIs = Set(
    [
      "what", "where", "it", "that", "who", "how", "there", "when", "he", "she", "here", "why",
    ].map { Array($0.utf8) })

  private static let spelled = table([
    "dont": "do not", "cant": "can not", "cannot": "can not", "wont": "will not",
    "didnt": "did not", "doesnt": "does not", "isnt": "is not", "wasnt": "was not",
    "arent": "are not", "werent": "were not", "havent": "have not", "hasnt": "has not",
    "hadnt": "had not", "couldnt": "could not", "wouldnt": "would not",
    "shouldnt": "should not", "im": "i am", "ive": "i have", "whats": "what is",
    "wheres": "where is", "hows": "how is", "thats": "that is", "youre": "you are",
    "theyre": "they are", "gonna": "going to", "wanna": "want to", "gotta": "got to",
    "lemme": "let me", "gimme": "give me", "u": "you", "ur": "your", "pls": "please",
    "plz": "please", "thx": "thanks",
  ])

  private static func table(_ entries: [String: String]) -> [[UInt8]: [[UInt8]]] {
    Dictionary(
      uniqueKeysWithValues: entries.map { key, value in
        (Array(key.utf8), value.split(separator: " ").map { Array($0.utf8) })
      })
  }
}
