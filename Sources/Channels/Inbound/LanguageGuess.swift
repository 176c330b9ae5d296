/// Guesses a text's language from its script and its commonest words.
enum LanguageGuess {
  /// A BCP 47 primary subtag, or `nil` where too little speaks for any.
  ///
  /// Looks at the first 4,000 characters.
  static func guess(_ text: String) -> String? {
    let sample = text.prefix(4000)
    return byScript(sample) ?? byWords(sample)
  }

  private static func byScript(_ text: Substring) -> String? {
    var counts: [String: Int] = [:]
    var letters = 0
    func count(_ scalar: Unicode.Scalar) {
      switch scalar.value {
      case 0x3040...0x30FF, 0xFF66...0xFF9F: counts["ja", default: 0] += 1
      case 0xAC00...0xD7AF, 0x1100...0x11FF: counts["ko", default: 0] += 1
      case 0x4E00...0x9FFF, 0x3400...0x4DBF: counts["zh", default: 0] += 1
      case 0x0400...0x04FF: counts["ru", default: 0] += 1
      case 0x0600...0x06FF, 0x0750...0x077F: counts["ar", default: 0] += 1
      case 0x0370...0x03FF, 0x1F00...0x1FFF: counts["el", default: 0] += 1
      default: break
      }
    }
    for scalar in text.unicodeScalars {
      // Unicode's tables are slow, and most mail is ASCII.
      guard let byte = UInt8(exactly: scalar.value), byte < 0x80 else {
        if scalar.properties.isAlphabetic { letters += 1 }
        count(scalar)
        continue
      }
      if byte.isLetter { letters += 1 }
    }
    // Japanese mixes kana with Chinese characters, hardly ever the other way round.
    if let kana = counts["ja"], kana * 10 >= counts["zh", default: 0] {
      counts["ja"] = kana + counts["zh", default: 0]
      counts["zh"] = nil
    }
    guard let best = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
      best.value * 3 >= letters
    else { return nil }
    return best.key
  }

  /// Words weigh by how many of the languages they belong to; letters of one language's own weigh
  /// like a word.
  private static func byWords(_ text: Substring) -> String? {
    var scores: [String: Double] = [:]
    var wordCount = 0
    for word in text.lowercased().split(whereSeparator: { !$0.isLetter && $0 != "'" && $0 != "’" })
    {
      wordCount += 1
      let languages = languages[String(word), default: []]
      for language in languages { scores[language, default: 0] += 1 / Double(languages.count) }
      if word.utf8.allSatisfy({ $0 < 0x80 }) { continue }
      for (language, letters) in letters where word.contains(where: letters.contains) {
        scores[language, default: 0] += 0.5
      }
    }
    let ranked = scores.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
    guard let best = ranked.first, best.value >= 1.5 || (wordCount <= 4 && best.value >= 1) else {
      return nil
    }
    // A near tie is no answer.
    if ranked.count > 1, best.value < ranked[1].value * 1.2 { return nil }
    return best.key
  }

  private static let letters: [(String, Set<Character>)] = [
    ("de", ["ß", "ä", "ü"]), ("fr", ["ç", "ê", "œ", "ù"]), ("es", ["ñ", "¿", "¡"]),
    ("pl", ["ł", "ż", "ą", "ę", "ś", "ź", "ć"]), ("pt", ["ã", "õ"]),
  ]

  private static let languages: [String: [String]] = {
    var table: [String: [String]] = [:]
    for (language, words) in commonWords {
      for word in words.split(separator: " ") { table[String(word), default: []].append(language) }
    }
    return table
  }()

  private static let commonWords: [(String, String)] = [
    (
      "en",
      """
      the and you your for that this with have has was were are not but from they my our is it be \
      of to in on at as an i i'm don't can't could would please thanks thank hello hi dear when \
      what why how there been will can any all just order charged twice help me we
      """
    ),
    (
      "de",
      """
      der die das und ich nicht ist sie wir mit ein eine einen den dem des zu auf für von im bei \
      habe haben hat wurde wird war sind auch aber oder wenn dass noch nur mir mich mein meine \
      ihre ihr bitte danke hallo guten tag grüße vielen dank sehr geehrte kann können bestellung
      """
    ),
    (
      "fr",
      """
      le la les un une des du de et je vous nous il elle est sont ne pas que qui pour dans sur \
      avec au aux mon ma mes votre vos notre ce cette j'ai c'est bonjour merci cordialement mais \
      ou où été suis avez avoir comme plus bien commande toujours
      """
    ),
    (
      "es",
      """
      el la los las un una unos de del y yo no que en por para con es son está mi mis su sus se lo \
      me le he ha hola gracias pero como más muy cuando porque pedido tengo quiero puede puedo \
      buenos días saludos usted favor todavía
      """
    ),
    (
      "it",
      """
      il lo la gli le un una di del della e non che in per con è sono mi mio mia ho ha hai si ma \
      come più anche ciao buongiorno grazie salve saluti ordine quando questo questa vorrei posso \
      ancora nel sul sulla degli
      """
    ),
    (
      "pl",
      """
      i w na z do nie się jest to że o po ale jak dla od za czy mam mi mnie moje moja proszę \
      dziękuję dzień dobry witam pozdrawiam zamówienie był była są już tylko przez pan pani
      """
    ),
    (
      "nl",
      """
      de het een en ik je u niet is van voor met op te dat in aan er zijn heb heeft mijn maar ook \
      om als bij nog naar wij hallo bedankt dank goedemorgen groet groeten bestelling kan wordt \
      werd graag geen
      """
    ),
    (
      "pt",
      """
      o a os as um uma de do da dos das e eu não que em no na por para com é são meu minha seu sua \
      se mas como mais muito olá obrigado obrigada bom dia pedido quando tenho foi está você \
      ainda já pelo pela
      """
    ),
  ]
}
