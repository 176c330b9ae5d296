import Testing
import Text

@testable import Masking

struct RecognitionTests {
  @Test func `what is too long to examine is one find over the whole`() {
    let text = SanitizedText(
      sanitizing: String(repeating: "a", count: Recognition.limitByteCount + 1))
    let detections = Masker().detect(in: text)
    #expect(detections.map(\.kind) == [.unexamined])
    #expect(detections.first?.range == 0..<(Recognition.limitByteCount + 1))
  }

  @Test func `every recogniser says what it takes as proof`() {
    for recogniser in Recogniser.all where recogniser.kind != .unexamined {
      #expect(!recogniser.evidence.isEmpty)
      if case .phrases(let phrases) = recogniser.anchor { #expect(!phrases.isEmpty) }
    }
  }

  @Test func `the filter lets every phrase through`() {
    let table = RecogniserIndex.builtIn.phrases
    for recogniser in Recogniser.all {
      guard case .phrases(let phrases) = recogniser.anchor else { continue }
      for phrase in phrases {
        let spellings = [
          phrase, phrase.uppercased(), phrase.split(separator: " ").joined(separator: ".\n"),
        ]
        for written in spellings {
          TextBytes.reading(Array(written.utf8)) { bytes in
            #expect(table.possibleStarts(among: 1, in: bytes, from: 0) == 1, "\(written)")
            #expect(table.longestMatch(in: bytes, at: 0)?.end == bytes.count, "\(written)")
          }
        }
      }
    }
  }

  @Test func `words of a table are found whole and in whatever case`() {
    let table = WordTable([("van", 1), ("kundendienst", 2), ("kundendi", 3)])
    func value(_ word: Range<Int>, _ text: String) -> Int? {
      TextBytes.reading(Array(text.utf8)) { table.value(of: word, in: $0) }
    }
    #expect(value(4..<7, "Jan VAN Dyk") == 1)
    #expect(value(0..<12, "Kundendienst.") == 2)
    #expect(value(0..<8, "Kundendi") == 3)
    #expect(value(0..<8, "Kundendienst") == nil)
    #expect(value(0..<2, "van") == nil)
    #expect(value(0..<4, "vans") == nil)
  }

  @Test func `every kind has a short word`() {
    for kind in Set(Recogniser.all.map(\.kind)) {
      #expect((2...12).contains(kind.word.string.count), "\(kind.rawValue)")
    }
  }

  @Test func `evidence is in words and never the value`() {
    let detection = Masker().detect(in: "Card 4111 1111 1111 1111").first
    #expect(detection?.evidence == "16 digits after a label, Luhn holds")
    let bare = Masker().detect(in: "it is 4111 1111 1111 1111").first
    #expect(bare?.evidence == "16 digits, Luhn holds, Visa range")
  }

  @Test func `a lookup splits a query into codes and words`() {
    let masker = Masker()
    let lookup = emptyVaultLookup()
    let (codes, words) = masker.lookUp(
      UnmaskedText(composed: "refund jane@example.org late"), with: lookup)
    #expect(codes.map(\.kind) == [.email])
    #expect(words.string == "refund  late")
  }

  @Test(arguments: [
    ("é", "e"), ("ß", "ss"), ("Ł", "L"), ("４", "4"), ("٤", "4"), ("𝟜", "4"), ("④", "4"),
    ("¼", "\u{82}"),
    ("Ａ", "A"), ("ﬁ", "fi"), ("а", "a"), ("。", "."), ("＠", "@"), ("–", "-"), ("\u{A0}", " "),
    ("\u{200B}", ""), ("e\u{301}", "e"), ("&#64;", "@"), ("%40", "@"), ("\\u0040", "@"),
    ("a\n> > b", "a\nb"), ("<b>x</b>", "x"), ("a<br>b", "a\nb"), ("**x**", "x"), ("&amp;", "&"),
    ("100%", "100%"), ("a=b", "a=b"), ("&nosuch;", "&nosuch;"), ("<a@b.c>", "<a@b.c>"),
  ])
  func `a character folds to its plain form`(written: String, plain: String) {
    let expected = plain == "\u{82}" ? [FoldedByte.symbol] : Array(plain.utf8)
    #expect(Folder.fold(Array(written.utf8)).bytes == expected)
  }

  @Test func `a folded range is the source range, marks and encodings included`() {
    let source = "é\u{200B}x&#64;𝟜!"
    let folded = Folder.fold(Array(source.utf8))
    #expect(folded.bytes == Array("ex@4!".utf8))
    #expect(folded.source(of: 0..<1) == 0..<2)
    #expect(folded.source(of: 1..<2) == 5..<6)
    #expect(folded.source(of: 2..<3) == 6..<11)
    #expect(folded.source(of: 3..<4) == 11..<15)
    #expect(folded.source(of: 0..<5) == 0..<16)
  }
}
