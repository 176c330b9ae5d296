import Masking
import Testing
import Text

@testable import Assistant

@Suite struct LanguageTests {
  private func words(_ text: String) -> [String] {
    let sequence = WordSequence(masked(text))
    return sequence.words.map { sequence.text($0) }
  }

  @Test(arguments: [
    ("Where IS it?", ["where", "is", "it"]),
    ("I don't, can't and won't", ["i", "do", "not", "can", "not", "and", "will", "not"]),
    ("dont cant im", ["do", "not", "can", "not", "i", "am"]),
    ("what's Anna's plan", ["what", "is", "anna", "plan"]),
    ("l'adresse d’envoi", ["l", "adresse", "d", "envoi"]),
    ("Rückgabe ÉTÉ Straße ﬁne", ["ruckgabe", "ete", "strasse", "fine"]),
    ("order LT-20417 of 2nd May", ["order", "lt", "#num", "of", "#num", "may"]),
    ("ＦＵＬＬ ｗｉｄｔｈ", ["full", "width"]),
    ("茶を買う", ["茶", "を", "買", "う"]),
    ("🙂 '' - \u{301}", []),
  ])
  func `text is cut into folded words`(text: String, expected: [String]) {
    #expect(words(text) == expected)
  }

  @Test func `a placeholder in an example is a sign`() {
    let sequence = WordSequence(composed("write to {{email}} please"))
    #expect(sequence.words.map { sequence.text($0) } == ["write", "to", "#email", "please"])
    #expect(sequence.words.map(\.isSign) == [false, false, true, false])
  }

  @Test func `each word knows where it stood`() {
    let text = "Où est mon COLIS, s'il vous plaît ?"
    let sequence = WordSequence(masked(text))
    let bytes = Array(text.utf8)
    let sources = sequence.words.map { String(decoding: bytes[$0.source], as: UTF8.self) }
    #expect(sources == ["Où", "est", "mon", "COLIS", "s'il", "s'il", "vous", "plaît"])
  }

  @Test func `a very long text is read up to a limit`() {
    let text = String(repeating: "tea ", count: 10_000)
    #expect(WordSequence(masked(text)).words.count == 400)
  }

  @Test(arguments: [
    ("caresses", "caress"), ("ponies", "poni"), ("cats", "cat"), ("agreed", "agre"),
    ("plastered", "plaster"), ("motoring", "motor"), ("hopping", "hop"), ("filing", "file"),
    ("happy", "happi"), ("relational", "relat"), ("delivery", "deliveri"),
    ("deliveries", "deliveri"), ("electrical", "electr"), ("adjustment", "adjust"),
    ("adoption", "adopt"), ("controlling", "control"), ("rate", "rate"), ("sky", "sky"),
    ("été", "été"),
  ])
  func `endings are cut as Porter says`(word: String, stem: String) {
    #expect(String(decoding: Stemmer.stem(Array(word.utf8)), as: UTF8.self) == stem)
  }

  @Test(arguments: [
    ("where is my parcel", "en"), ("wo ist mein Paket", "de"), ("où est mon colis", "fr"),
    ("¿dónde está mi pedido?", "es"), ("dove è il mio ordine", "it"),
    ("waar is mijn pakket", "nl"), ("onde está o meu pedido", "pt"), ("где мой заказ", "ru"),
  ])
  func `a short question tells its language`(text: String, language: String) {
    #expect(LanguageDetector().language(of: masked(text)) == language)
  }

  @Test(arguments: ["LT-20417", "", "ok", "🙂🙂"])
  func `a text that says too little has no language`(text: String) {
    #expect(LanguageDetector().language(of: masked(text)) == nil)
  }

  @Test(arguments: [
    ("card", "my cards are here", true), ("card", "cardboard", false),
    ("deliver*", "no delivery yet", true), ("charged twice", "I was charged twice", true),
    ("charged twice", "twice charged", false), ("not arrived", "hasn't arrived", true),
    ("Rückgabe", "eine RUECKGABE, nein: rückgabe", true),
  ])
  func `a keyword matches its forms and nothing else`(keyword: String, text: String, fits: Bool)
    throws
  {
    let pattern = try #require(KeywordPattern(keyword))
    #expect((pattern.firstMatch(in: WordSequence(masked(text))) != nil) == fits)
  }

  @Test func `synonyms are read as the word they stand for`() {
    var table = SynonymTable()
    table.add("hole in the wall", for: "atm")
    table.add("hole", for: "gap")
    let sequence = table.rewrite(WordSequence(masked("the hole in the wall, a hole")))
    #expect(sequence.words.map { sequence.text($0) } == ["the", "atm", "a", "gap"])
    #expect(sequence.words[1].source == 4..<20)
  }
}
