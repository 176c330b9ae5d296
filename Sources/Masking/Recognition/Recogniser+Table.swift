extension Recogniser {
  /// Every recogniser there is.
  static let all: [Recogniser] =
    [
      email, spelledEmail, phone, labelledPhone, card, labelledCard, cardVerification, iban,
      labelledIBAN, labelledAccount, routing, ifsc, ipv4, labelledIP, colonAddress, macAddress,
      writtenMAC, url,
      password, pin, oneTimeCode, apiKeyPrefix, labelledKey, privateKey, customerID, userName,
      passport, driverLicense, licensePlate, vehicle, bareVehicle, coordinates, cryptoAddress,
      dateOfBirth, introduction, weakIntroduction, nameField, givenName, selfNamed, relative,
      honorific,
      greeting,
      signature, addressee, bareSSN,
      labelledAddress, address, age,
      refusal,
    ] + nationalNumbers + nationalCodes
}

/// The recognisers, sorted by what they start from.
///
/// A class, because a structure of so many arrays would retain each of them for every message.
final class RecogniserIndex: Sendable {
  /// One recogniser at work.
  ///
  /// A structure, because functions in an array of their own would each be wrapped once more.
  struct Step: Sendable {
    let examine: @Sendable (inout Examination, Range<Int>) -> Void
  }

  let phrases: PhraseTable
  let chains: Range<Int>
  private let digits: Range<Int>
  private let digitRuns: DigitRunTable
  let atSigns: Range<Int>
  let schemes: Range<Int>
  let colons: Range<Int>
  let longTokens: Range<Int>
  /// All of them, those that start from the same side by side.
  private let steps: [Step]
  /// What starts from the phrases that stand for a number in the trie.
  private let phraseSteps: [Range<Int>]

  static let builtIn = RecogniserIndex(Recogniser.all)
  /// What the name of a digit stands for in the trie of phrases.
  static let numberWord = Int(Int32.max)

  init(_ recognisers: [Recogniser]) {
    var byPhrase: [String: [Int]] = [:]
    for (place, recogniser) in recognisers.enumerated() {
      guard case .phrases(let phrases) = recogniser.anchor else { continue }
      for phrase in Set(phrases.flatMap(Self.spellings)) {
        byPhrase[phrase, default: []].append(place)
      }
    }
    var steps: [Step] = []
    func adding(_ more: [Step]) -> Range<Int> {
      steps += more
      return steps.count - more.count..<steps.count
    }
    // Most phrases are of one recogniser, so that there are few lists: they stay in the nearest cache.
    let lists = Set(byPhrase.values).sorted { $0.lexicographicallyPrecedes($1) }
    phraseSteps = lists.map { list in adding(list.map { Step(examine: recognisers[$0].examine) }) }
    let numbers = Dictionary(uniqueKeysWithValues: zip(lists, lists.indices))
    let labels = byPhrase.map { (phrase: $0.key, value: numbers[$0.value] ?? 0) }
    let words = NumberWords.all.filter { byPhrase[$0] == nil }.map { ($0, Self.numberWord) }
    phrases = PhraseTable(labels + words)
    func starting(_ matches: (Recogniser.Anchor) -> Bool) -> Range<Int> {
      adding(recognisers.filter { matches($0.anchor) }.map { Step(examine: $0.examine) })
    }
    chains = starting { if case .chain = $0 { true } else { false } }
    digits = starting { if case .digits = $0 { true } else { false } }
    digitRuns = DigitRunTable(
      recognisers.compactMap { if case .digits(let run) = $0.anchor { run } else { nil } })
    atSigns = starting { if case .atSign = $0 { true } else { false } }
    schemes = starting { if case .scheme = $0 { true } else { false } }
    colons = starting { if case .colon = $0 { true } else { false } }
    longTokens = starting { if case .longToken = $0 { true } else { false } }
    self.steps = steps
  }

  /// A label as it is written and as it is shortened.
  ///
  /// A `numero de contrat` is a `n° de contrat` too, and a `passport number` a `passport no`.
  private static func spellings(of phrase: String) -> [String] {
    if phrase.hasPrefix("numero ") {
      return ["numero", "no", "n", "n o", "num", "nro"].map { $0 + phrase.dropFirst(6) }
    }
    if phrase.hasSuffix(" number") {
      return [" number", " no", " nr", " num"].map { phrase.dropLast(7) + $0 }
    }
    return [phrase]
  }

  /// What starts from a phrase of the trie.
  @inline(__always)
  func steps(of phrase: Int) -> Range<Int> { phraseSteps[phrase] }

  /// Lets those look at a run of digits that look at such runs.
  @inline(__always)
  func runDigits(_ examination: inout Examination, at run: Range<Int>) {
    let interested = digitRuns.interested(
      count: run.count, before: examination.byte(run.lowerBound &- 1),
      after: examination.byte(run.upperBound))
    for place in SetBits(UInt64(interested)) {
      steps[digits.lowerBound &+ place].examine(&examination, run)
    }
  }

  /// Lets some of the recognisers look at a place.
  @inline(__always)
  func run(_ places: Range<Int>, _ examination: inout Examination, at span: Range<Int>) {
    for place in places { steps[place].examine(&examination, span) }
  }
}
