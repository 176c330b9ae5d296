import SeededRandom
import Foundation
import Testing

@testable import Channels

struct GrammarTests {
  @Test(arguments: [
    ("plain words", "plain words"),
    ("=?UTF-8?Q?Charged_twice_for_order_LT-20417?=", "Charged twice for order LT-20417"),
    ("=?utf-8?B?R3LDvMOfZQ==?=", "Grüße"),
    ("=?iso-8859-1?q?Gr=FC=DFe?= aus Wien", "Grüße aus Wien"),
    ("=?utf-8?q?a?= =?utf-8?q?b?=", "ab"),
    ("=?utf-8?q?a?=\t \t=?iso-8859-1?q?=FC?=", "aü"),
    ("=?utf-8?q?a?= b =?utf-8?q?c?=", "a b c"),
    // A character split between two words.
    ("=?utf-8?q?=C3?= =?utf-8?q?=BC?=", "ü"),
    ("=?utf-8*de?q?=C3=BC?=", "ü"),
    ("=?koi8-r?B?8NLJ18XU?=", "Привет"),
    ("=?shift_jis?B?g2WDWINn?=", "テスト"),
    ("=?iso-2022-jp?B?GyRCJUYlOSVIGyhC?=", "テスト"),
    ("=?gb2312?B?xOO6ww==?=", "你好"),
    ("=?euc-kr?B?vsiz5w==?=", "안녕"),
    ("=?euc-jp?B?pcaluaXI?=", "テスト"),
    ("=?windows-1252?q?=80_5?=", "€ 5"),
    ("=?iso-8859-15?q?=A4_5?=", "€ 5"),
    // Not words, and broken ones: nothing is lost.
    ("=?utf-8?q?open", "=?utf-8?q?open"),
    ("=?utf-8?x?abc?=", "=?utf-8?x?abc?="),
    ("=?=?=?", "=?=?=?"),
    ("1 = 2 ?", "1 = 2 ?"),
    ("=?utf-8?q?with space?=", "with space"),
    ("=?nonsense?q?=E9t=E9?=", "été"),
    ("=?utf-8?q?=E9t=E9?=", "été"),
    ("", ""),
  ])
  func `encoded words are read`(source: String, expected: String) {
    #expect(EncodedWord.decode(source.bytes) == expected)
  }

  @Test func `raw eight bit headers are guessed`() {
    #expect(EncodedWord.decode("Grüße".bytes) == "Grüße")
    #expect(EncodedWord.decode([0x47, 0x72, 0xFC, 0xDF, 0x65]) == "Grüße")
  }

  @Test(arguments: [
    ("a@example.org", [["a@example.org", ""]]),
    ("A B <a@Example.ORG>", [["a@example.org", "A B"]]),
    (
      "\"B, A\" <a@example.org>, c@example.org",
      [["a@example.org", "B, A"], ["c@example.org", ""]]
    ),
    ("a@example.org (Ann (really) B)", [["a@example.org", "Ann (really) B"]]),
    (
      "Friends: a@example.org, B <b@example.org>;",
      [["a@example.org", ""], ["b@example.org", "B"]]
    ),
    ("undisclosed-recipients:;", []),
    ("=?utf-8?q?J=C3=BCrgen?= <j@example.org>", [["j@example.org", "Jürgen"]]),
    ("\"=?utf-8?q?J=C3=BCrgen?=\" <j@example.org>", [["j@example.org", "Jürgen"]]),
    ("\"a \\\"b\\\" c\" <q@example.org>", [["q@example.org", "a \"b\" c"]]),
    ("<@relay.example,@other.example:a@example.org>", [["a@example.org", ""]]),
    ("a @ example.org", [["a@example.org", ""]]),
    ("\"john doe\"@example.org", [["john doe@example.org", ""]]),
    ("<\"john doe\"@example.org>", [["\"john doe\"@example.org", ""]]),
    ("<\"john\"@example.org>", [["john@example.org", ""]]),
    ("a@[192.0.2.1]", [["a@[192.0.2.1]", ""]]),
    ("<>", []),
    (",,,", []),
    ("Nobody", [["Nobody", ""]]),
    ("\"unclosed <a@example.org>", [["unclosed <a@example.org>", ""]]),
    ("A.B. Smith <a@example.org>", [["a@example.org", "A.B. Smith"]]),
    ("a@b@example.org", [["a@b@example.org", ""]]),
  ])
  func `addresses are read`(source: String, expected: [[String]]) {
    #expect(MailAddress.parseList(source.bytes).map { [$0.address, $0.name] } == expected)
  }

  @Test(arguments: [
    ("Mon, 02 Mar 2026 09:14:07 +0000", 1_772_442_847),
    ("2 Mar 2026 10:14 +0100", 1_772_442_840),
    ("Mon, 2 Mar 26 04:14:07 EST", 1_772_442_847),
    ("Mon, 02 Mar 2026 09:14:07 GMT (some zone)", 1_772_442_847),
    ("Mon Mar  2 09:14:07 2026", 1_772_442_847),
    ("02-Mar-2026 09:14:07 Z", 1_772_442_847),
    ("1 Jan 1970 00:00:00 +0000", 0),
    ("29 Feb 2024 23:59:60 +0000", 1_709_251_200),
    ("31 Dec 1999 23:59:59 -0000", 946_684_799),
    ("1 Jan 99 00:00 UT", 915_148_800),
  ])
  func `dates are read`(source: String, expected: Int) {
    #expect(MailDate.parse(source.bytes) == Date(timeIntervalSince1970: Double(expected)))
  }

  @Test(arguments: ["", "yesterday", "99 Mar 2026 09:00:00", "Mar 2026", "2 Foo 2026", "::::"])
  func `what is no date is none`(source: String) {
    #expect(MailDate.parse(source.bytes) == nil)
  }

  @Test func `dates survive being written`() {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<2000 {
      let date = Date(
        timeIntervalSince1970: Double(Int.random(in: 0...4_102_444_800, using: &generator)))
      #expect(MailDate.parse(MailDate.format(date).bytes) == date)
    }
    #expect(
      MailDate.format(Date(timeIntervalSince1970: 1_772_442_847))
        == "Mon, 02 Mar 2026 09:14:07 +0000")
  }

  @Test(arguments: [
    ("text/plain; charset=utf-8", "text/plain", ["charset": "utf-8"]),
    (
      "Text/HTML;CHARSET=\"UTF-8\"; format=flowed", "text/html",
      ["charset": "UTF-8", "format": "flowed"]
    ),
    ("multipart/mixed; boundary==_x", "multipart/mixed", ["boundary": "=_x"]),
    ("attachment; filename=my file.pdf", "attachment", ["filename": "my file.pdf"]),
    ("attachment; filename=\"a;b=c.txt\"", "attachment", ["filename": "a;b=c.txt"]),
    (
      "attachment; filename*=utf-8''%e2%82%ac%20rates.txt", "attachment",
      ["filename": "€ rates.txt"]
    ),
    ("attachment; filename*0=one; filename*1=two", "attachment", ["filename": "onetwo"]),
    (
      "attachment; filename*1*=%20b; filename*0*=utf-8''a; filename*2=c", "attachment",
      ["filename": "a bc"]
    ),
    (
      "attachment; filename=plain.txt; filename*=iso-8859-1''%fcber.txt", "attachment",
      ["filename": "über.txt"]
    ),
    (
      "attachment; filename=\"=?utf-8?q?=C3=BCber.txt?=\"", "attachment",
      ["filename": "über.txt"]
    ),
    ("text/plain (a comment); charset=utf-8 (another)", "text/plain", ["charset": "utf-8"]),
    ("text/plain; charset", "text/plain", [:]),
    (";;;=;", "", [:]),
  ])
  func `parameters are read`(source: String, value: String, parameters: [String: String]) {
    let parsed = ParameterizedValue(source.bytes)
    #expect(parsed.value == value)
    #expect(parsed.parameters == parameters)
  }

  @Test func `headers unfold, and end where they must`() {
    let text = "Subject: a\r\n b\r\nX-Odd : c\nbroken line\nbody"
    let (header, bodyStart) = HeaderFields.parse(text.bytes, byteLimit: 1000)
    #expect(header.text("subject") == "a b")
    #expect(header.text("x-odd") == "c")
    #expect(String(decoding: text.bytes[bodyStart...], as: UTF8.self) == "broken line\nbody")
  }

  @Test func `a header without end is cut at the limit`() {
    let text = "Subject: a\n" + String(repeating: "X: y\n", count: 1000)
    let (header, _) = HeaderFields.parse(text.bytes, byteLimit: 500)
    #expect(header.isCut)
    #expect(header.fields.count < 110)
  }

  @Test func `message ids are read from brackets, or bare`() {
    let ids = InternetMessageID.parseList("<a@x> junk <b@y>\n <> bare@z <unclosed".bytes)
    #expect(ids.map { String(decoding: $0.bytes, as: UTF8.self) } == ["a@x", "b@y", "bare@z"])
  }
}
