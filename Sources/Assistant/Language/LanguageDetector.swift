package import Masking

/// Tells the language of a text by its small words.
///
/// English, German, French, Spanish, Italian, Dutch and Portuguese; other scripts by their letters.
package struct LanguageDetector: Sendable {
  package init() {}

  /// A BCP 47 primary subtag, or `nil` where the text does not say enough.
  package func language(of text: MaskedText) -> String? {
    language(of: WordSequence(text, limit: 120))
  }

  func language(of words: WordSequence) -> String? {
    var counts = [Int](repeating: 0, count: Self.languages.count)
    var scripts: [String: Int] = [:]
    for word in words.words where !word.isSign {
      let letters = words.letters[word.letters]
      if let script = Self.script(of: letters) { scripts[script, default: 0] += 1 }
      guard let bits = Self.smallWords[String(decoding: letters, as: UTF8.self)] else { continue }
      for index in Self.languages.indices where bits & (1 << index) != 0 { counts[index] += 1 }
    }
    if let script = scripts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
      script.value * 2 > words.words.count
    {
      return script.key
    }
    let ranked = counts.indices.sorted { (counts[$0], $1) > (counts[$1], $0) }
    guard counts[ranked[0]] > 0, counts[ranked[0]] > counts[ranked[1]] else { return nil }
    return Self.languages[ranked[0]]
  }

  private static func script(of letters: ArraySlice<UInt8>) -> String? {
    guard let first = letters.first, first >= 0xC4,
      let scalar = String(decoding: letters, as: UTF8.self).unicodeScalars.first
    else { return nil }
    return switch scalar.value {
    case 0x370..<0x400: "el"
    case 0x400..<0x530: "ru"
    case 0x590..<0x600: "he"
    case 0x600..<0x780: "ar"
    case 0x900..<0x980: "hi"
    case 0xE00..<0xE80: "th"
    case 0x3040..<0x3100: "ja"
    case 0x4E00..<0xA000: "zh"
    case 0xAC00..<0xD7B0: "ko"
    default: nil
    }
  }

  private static let languages = ["en", "de", "fr", "es", "it", "nl", "pt"]

  /// Whether a folded word is small in any language: it says nothing of a text's matter.
  static func isSmall(_ letters: ArraySlice<UInt8>) -> Bool {
    smallWords[String(decoding: letters, as: UTF8.self)] != nil
  }

  /// A bit for each language in which the word is a common small one.
  private static let smallWords: [String: Int] = {
    let lists = [
      """
      the a an and is are was were be been i you he she it we they my your this that these those to
      of in on at for with from by not do does did have has had can could would will should what
      where when why how who which there here if or but so please thanks hello hi order still yet
      """,
      """
      der die das den dem des ein eine einen einem einer und ist sind war waren bin ich du er sie es
      wir ihr mein meine meinen meiner ihre nicht kein keine mit von zu zum zur auf fur aus bei nach
      im in an am was wo wann warum wie wer welche wenn oder aber bitte danke hallo habe haben hat
      hatte kann konnen wird werden wurde noch auch sehr mir mich dass guten tag bestellung
      """,
      """
      le la les un une des du de et est sont etait je tu il elle nous vous ils mon ma mes votre vos
      ce cette ces pas ne que qui quoi ou quand pourquoi comment si mais avec pour dans sur par en
      au aux bonjour merci commande avez ai a suis j l d n c qu toujours plus encore tres s svp
      """,
      """
      el la los las un una unos y es son era yo tu usted el ella nosotros mi mis su sus este esta no
      que quien cuando donde por como si pero con para en del al de hola gracias pedido he ha han
      tengo puedo quiero me se lo le todavia muy mas favor buenos dias ya estoy
      """,
      """
      il lo la i gli le un una e sono era io tu lui lei noi voi mio mia mie suo questo questa non che
      chi quando dove perche come se ma con per in del della di da ciao grazie ordine ho ha hanno
      posso vorrei mi si ancora molto piu buongiorno al nel
      """,
      """
      de het een en is zijn was ik jij je hij zij wij jullie mijn uw dit dat deze niet geen met van
      voor op aan bij naar in uit wat waar wanneer waarom hoe wie als of maar alstublieft bedankt
      hallo heb heeft kan wordt nog ook zeer mij bestelling
      """,
      """
      o a os as um uma e sao era eu tu voce ele ela nos meu minha seu sua este esta nao que quem
      quando onde por como se mas com para em do da dos das de ola obrigado obrigada pedido tenho
      posso quero me ainda muito mais favor bom dia ao no na
      """,
    ]
    var words: [String: Int] = [:]
    for (index, list) in lists.enumerated() {
      for word in list.split(whereSeparator: \.isWhitespace) {
        words[String(word), default: 0] |= 1 << index
      }
    }
    return words
  }()
}
