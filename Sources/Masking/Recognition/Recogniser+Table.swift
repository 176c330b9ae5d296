extension Recogniser {
  /// Every recogniser there is.
  static let all: [Recogniser] =
    [
      email, spelledEmail, phone, labelledPhone, card, labelledCard, cardVerification, iban,
      labelledIBAN, labelledAccount, routing, ifsc, ipv4, colonAddress, macAddress, writtenMAC, url,
      password, pin, oneTimeCode, apiKeyPrefix, labelledKey, privateKey, customerID, userName,
      passport, driverLicense, licensePlate, vehicle, bareVehicle, coordinates, cryptoAddress,
      dateOfBirth, introduction, relative, honorific, greeting, signature, addressee, bareSSN,
      labelledAddress, address, age,
      refusal,
    ] + nationalNumbers + nationalCodes

  /// The recognisers that start from one kind of anchor.
  static func starting(from matches: (Anchor) -> Bool) -> [Recogniser] {
    all.filter { matches($0.anchor) }
  }
}

/// The recognisers, sorted by what they start from.
struct RecogniserIndex: Sendable {
  let phrases: PhraseTrie
  /// For each phrase of the trie, the recognisers that start from it.
  let byPhrase: [[Recogniser]]
  let digits = Recogniser.starting { if case .digits = $0 { true } else { false } }
  let atSigns = Recogniser.starting { if case .atSign = $0 { true } else { false } }
  let schemes = Recogniser.starting { if case .scheme = $0 { true } else { false } }
  let colons = Recogniser.starting { if case .colon = $0 { true } else { false } }
  let longTokens = Recogniser.starting { if case .longToken = $0 { true } else { false } }

  static let builtIn = RecogniserIndex()

  init() {
    var numbers: [String: Int] = [:]
    var byPhrase: [[Recogniser]] = []
    for recogniser in Recogniser.all {
      guard case .phrases(let phrases) = recogniser.anchor else { continue }
      for phrase in Set(phrases) {
        let number = numbers[phrase] ?? byPhrase.count
        if number == byPhrase.count {
          numbers[phrase] = number
          byPhrase.append([])
        }
        byPhrase[number].append(recogniser)
      }
    }
    self.byPhrase = byPhrase
    let words = NumberWords.all.filter { numbers[$0] == nil }.map { ($0, Scan.numberWord) }
    self.phrases = PhraseTrie(numbers.map { ($0.key, $0.value) } + words)
  }
}
