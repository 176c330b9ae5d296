import Masking

/// Ranks rules by what their examples taught.
struct Ranker: Sendable {
  /// Up to this many examples a rule, its title counts as one and its centroid as a second opinion.
  private static let fewExamplesLimit = 25

  private let space: FeatureSpace
  private let model: LinearModel
  private let synonyms: SynonymTable
  /// The words of every example, for the nearest one; grouped by label.
  private let exampleWords: SparseRows
  private let exampleTexts: [MaskedText]
  private let rowsOfLabel: [Range<Int>]
  /// The label of a rule, by its place in the pack; `nil` where it has no examples.
  private let labelOfRule: [Int?]
  let confidence: Confidence

  /// `nil` where no rule has examples.
  init?(_ pack: RulePack) {
    let taught = pack.rules.indices.filter { !pack.rules[$0].examples.isEmpty }
    guard !taught.isEmpty else { return nil }
    var labels = [Int?](repeating: nil, count: pack.rules.count)
    for (label, rule) in taught.enumerated() { labels[rule] = label }
    labelOfRule = labels
    synonyms = pack.synonyms

    let exampleCount = taught.reduce(0) { $0 + pack.rules[$1].examples.count }
    let areFew = exampleCount <= Self.fewExamplesLimit * taught.count
    let lessons = Lessons(
      rules: taught.map { pack.rules[$0] }, synonyms: synonyms, countsTitles: areFew)
    space = FeatureSpace(fitting: lessons.features, recipe: areFew ? .few : .many)
    var rows = SparseRows()
    var words = SparseRows()
    var scratch = FeatureSpace.Scratch()
    for features in lessons.features {
      let vector = space.vector(of: features, scratch: &scratch)
      rows.append(vector)
      words.appendWords(of: vector)
    }
    exampleWords = words
    exampleTexts = lessons.texts
    rowsOfLabel = lessons.rowsOfLabel
    model = LinearModel(
      training: rows, labels: lessons.labels, labelCount: taught.count,
      columnCount: space.columnCount, trainer: LinearTrainer(), addsCentroids: areFew)
    confidence = areFew ? .few : .many
  }

  /// A text, ready to be compared.
  struct Query {
    let words: WordSequence
    let vector: SparseVector
    /// By label.
    let scores: [Float]
    /// Whether the text has several words of matter, and no example holds any of them: what is left, such
    /// as “can you … my”, fits everything.
    let isForeign: Bool
    /// The part of the vector that stands for words, of length one, by column.
    let wordWeights: [Float]
  }

  func query(_ words: WordSequence) -> Query {
    var scratch = FeatureSpace.Scratch()
    let features = FeatureExtractor().features(of: words)
    let vector = space.vector(of: features, scratch: &scratch)
    let matter = words.words.indices.filter { index in
      let word = words.words[index]
      return !word.isSign && !LanguageDetector.isSmall(words.letters[word.letters])
    }
    // The first block has one bucket a word.
    let isForeign = matter.count > 1 && !matter.contains { space.knows(features.buckets[$0]) }
    let scale = vector.wordScale
    var weights = [Float](repeating: 0, count: space.columnCount + 1)
    for entry in 0..<vector.wordEntryCount {
      weights[Int(vector.columns[entry])] += vector.values[entry] * scale
    }
    return Query(
      words: words, vector: vector, scores: model.scores(vector), isForeign: isForeign,
      wordWeights: weights)
  }

  /// The score of a rule, by its place in the pack.
  func score(ofRule rule: Int, in query: Query) -> Float? {
    labelOfRule[rule].map { query.scores[$0] }
  }

  /// How like a rule's examples a text is.
  struct Likeness {
    /// The example that is most like the text in its words.
    let nearest: MaskedText
    /// How like that one, 0 to 1.
    let similarity: Float
    /// The share of the text's words that any example holds, rare words counting more.
    let explained: Float
  }

  /// `nil` where the rule has no examples.
  func likeness(ofRule rule: Int, to query: Query) -> Likeness? {
    guard let label = labelOfRule[rule] else { return nil }
    var best: (row: Int, similarity: Float) = (rowsOfLabel[label].lowerBound, 0)
    var isShared = [Bool](repeating: false, count: space.columnCount + 1)
    for row in rowsOfLabel[label] {
      var similarity: Float = 0
      for entry in exampleWords.range(of: row) {
        let column = Int(exampleWords.columns[entry])
        let weight = query.wordWeights[column]
        guard weight > 0 else { continue }
        isShared[column] = true
        similarity += weight * exampleWords.values[entry]
      }
      if similarity > best.similarity { best = (row, similarity) }
    }
    let explained = query.vector.knownWords.reduce(0) { sum, word in
      isShared[Int(word.column)] ? sum + word.weight : sum
    }
    return Likeness(
      nearest: exampleTexts[best.row], similarity: min(1, best.similarity),
      explained: query.vector.wordWeight > 0 ? explained / query.vector.wordWeight : 0)
  }

  /// How much each word, taken alone, speaks for a rule.
  func contributions(toRule rule: Int, in words: WordSequence) -> [Float] {
    guard let label = labelOfRule[rule] else { return [] }
    var scratch = FeatureSpace.Scratch()
    return words.words.map { word in
      var single = WordSequence()
      single.append(copying: word, of: words)
      let features = FeatureExtractor().features(of: single).withoutContext
      let vector = space.vector(of: features, scratch: &scratch)
      var sum: Float = 0
      for entry in vector.columns.indices {
        sum += vector.values[entry] * model.weight(column: Int(vector.columns[entry]), label: label)
      }
      return sum
    }
  }

  /// The words of a text that no example holds.
  func unknownWords(in words: WordSequence) -> [WordSequence.Word] {
    let features = FeatureExtractor().features(of: words)
    return words.words.indices.filter { !space.knows(features.buckets[$0]) }
      .map { words.words[$0] }
  }
}

/// The examples of all rules in a row, grouped by rule.
private struct Lessons {
  var features: [FeatureExtractor.Features] = []
  var texts: [MaskedText] = []
  var labels: [Int32] = []
  var rowsOfLabel: [Range<Int>] = []

  /// Stands for no rule: a counterexample is foreign to all.
  private static let nobody: Int32 = -1

  init(rules: [Rule], synonyms: SynonymTable, countsTitles: Bool) {
    let extractor = FeatureExtractor()
    func add(_ text: MaskedText, label: Int32, to lessons: inout Lessons) {
      let words = synonyms.rewrite(WordSequence(text))
      guard !words.words.isEmpty else { return }
      lessons.features.append(extractor.features(of: words))
      lessons.texts.append(text)
      lessons.labels.append(label)
    }
    for (label, rule) in rules.enumerated() {
      let start = labels.count
      for example in rule.examples { add(example, label: Int32(label), to: &self) }
      if countsTitles || start == labels.count {
        add(Masker().redact(.init(received: rule.title)), label: Int32(label), to: &self)
      }
      rowsOfLabel.append(start..<labels.count)
    }
    for rule in rules {
      for example in rule.counterexamples { add(example, label: Self.nobody, to: &self) }
    }
  }
}
