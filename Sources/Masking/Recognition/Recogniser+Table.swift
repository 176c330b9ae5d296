extension Recogniser {
  /// Every recogniser there is.
  static let all: [Recogniser] =
    [
      email, spelledEmail, phone, labelledPhone, card, labelledCard, cardVerification, iban,
      labelledIBAN, labelledAccount, routing, ifsc, ipv4, labelledIP, colonAddress, macAddress,
      writtenMAC, url,
      password, pin, oneTimeCode, apiKeyPrefix, labelledKey, privateKey, customerID, userName,
      passport, driverLicense, licensePlate, vehicle, bareVehicle, coordinates, cryptoAddress,
      dateOfBirth, introduction, weakIntroduction, nameField, givenName, relative, honorific,
      greeting,
      signature, addressee, bareSSN,
      labelledAddress, address, age,
      refusal,
    ] + nationalNumbers + nationalCodes

}

/// The recognisers, sorted by what they start from.
struct RecogniserIndex: Sendable {
  typealias Examine = @Sendable (inout Examination, Range<Int>) -> Void

  let phrases: PhraseTrie
  /// Says of most words that no phrase begins with them.
  let prefixes: PrefixFilter
  /// For each phrase of the trie, what starts from it.
  let byPhrase: [[Examine]]
  let chains: [Examine]
  let digits: [Examine]
  let atSigns: [Examine]
  let schemes: [Examine]
  let colons: [Examine]
  let longTokens: [Examine]

  static let builtIn = RecogniserIndex(Recogniser.all)

  init(_ recognisers: [Recogniser]) {
    var numbers: [String: Int] = [:]
    var byPhrase: [[Examine]] = []
    for recogniser in recognisers {
      guard case .phrases(let phrases) = recogniser.anchor else { continue }
      for phrase in Set(phrases) {
        let number = numbers[phrase] ?? byPhrase.count
        if number == byPhrase.count {
          numbers[phrase] = number
          byPhrase.append([])
        }
        byPhrase[number].append(recogniser.examine)
      }
    }
    self.byPhrase = byPhrase
    let words = NumberWords.all.filter { numbers[$0] == nil }.map { ($0, Scan.numberWord) }
    phrases = PhraseTrie(numbers.map { ($0.key, $0.value) } + words)
    prefixes = PrefixFilter(numbers.keys.map { $0 } + NumberWords.all)
    func starting(_ matches: (Recogniser.Anchor) -> Bool) -> [Examine] {
      recognisers.filter { matches($0.anchor) }.map(\.examine)
    }
    chains = starting { if case .chain = $0 { true } else { false } }
    digits = starting { if case .digits = $0 { true } else { false } }
    atSigns = starting { if case .atSign = $0 { true } else { false } }
    schemes = starting { if case .scheme = $0 { true } else { false } }
    colons = starting { if case .colon = $0 { true } else { false } }
    longTokens = starting { if case .longToken = $0 { true } else { false } }
  }
}
