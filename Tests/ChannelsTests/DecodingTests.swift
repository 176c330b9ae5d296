import Foundation
import Testing

@testable import Channels

struct DecodingTests {
  @Test(arguments: [
    ("TWFu", "Man"), ("TWE=", "Ma"), ("TQ==", "M"), ("TWFu\r\nTWFu", "ManMan"),
    ("T!W?F\u{FC}u", "Man"), ("TWE", "Ma"), ("T", ""), ("", ""), ("TQ==TWFu", "MMan"),
    ("====", ""), ("8J-YgA", "😀"),
  ])
  func `base64 with junk is decoded`(source: String, expected: String) {
    #expect(
      String(decoding: TransferEncoding.decodeBase64(source.bytes), as: UTF8.self) == expected)
  }

  @Test(arguments: [
    ("a=3Db", "a=b"), ("a=\nb", "ab"), ("a=\r\nb", "ab"), ("a= \t\nb", "ab"), ("a  \nb", "a\nb"),
    ("=e2=82=ac", "€"), ("=ZZ=", "=ZZ"), ("a=", "a"), ("=4", "=4"), ("a\r\nb", "a\r\nb"),
  ])
  func `quoted printable is decoded`(source: String, expected: String) {
    let decoded = TransferEncoding.decodeQuotedPrintable(source.bytes)
    #expect(String(decoding: decoded, as: UTF8.self) == expected)
  }

  @Test(
    arguments: [
      ("utf-8", [0xC3, 0xBC], "ü"), ("UTF8", [0xC3, 0xBC], "ü"),
      ("iso-8859-1", [0xFC, 0x93], "ü“"), ("us-ascii", [0xFC], "ü"),
      // The label lies: UTF-8 in Western clothes.
      ("iso-8859-1", [0xC3, 0xBC], "ü"), ("us-ascii", [0xE2, 0x82, 0xAC], "€"),
      ("iso-8859-15", [0xA4], "€"), ("\"windows-1252\"", [0x80], "€"),
      ("koi8-r", [0xF0, 0xD2], "Пр"), ("windows-1251", [0xCF, 0xF0], "Пр"),
      ("iso-8859-2", [0xB3], "ł"), ("iso-8859-7", [0xE1], "α"), ("windows-1254", [0xFD], "ı"),
      ("big5", [0xA4, 0x41], "乙"), ("gbk", [0xC4, 0xE3], "你"), ("shift_jis", [0x83, 0x65], "テ"),
      ("utf-16", [0xFE, 0xFF, 0x00, 0x41], "A"),
      ("utf-16le", [0x41, 0x00, 0x3D, 0xD8, 0x00, 0xDE], "A😀"),
      ("utf-16", [0x41, 0x00, 0x42, 0x00], "AB"), ("utf-8", [0xEF, 0xBB, 0xBF, 0x41], "A"),
      ("x-unknown", [0x41, 0xFC], "Aü"), (nil, [0x41], "A"), (nil, [], ""),
      ("utf-8", [0xC3, 0xBC, 0xC3], "ü\u{FFFD}"),
      // Foundation gives up on the whole; only the broken line suffers.
      ("gb2312", [0xC4, 0xE3, 0x0A, 0xFF, 0xFF, 0x0A, 0x41], "你\nÿÿ\nA"),
    ] as [(String?, [UInt8], String)])
  func `character sets are decoded`(label: String?, bytes: [UInt8], expected: String) {
    #expect(Charset.decode(bytes[...], label: label) == expected)
  }

  @Test(arguments: [
    ("one \ntwo\nthree", false, "one two\nthree"),
    ("one \ntwo", true, "onetwo"),
    (" From the start\n  indented", false, "From the start\n indented"),
    ("> quoted \n> on\n>> deeper \nmine", false, "> quoted on\n>> deeper \nmine"),
    ("bye \n-- \nMe", false, "bye \n-- \nMe"),
    ("", false, ""),
    ("a\n\nb", false, "a\n\nb"),
  ])
  func `flowed text is unfolded`(source: String, deletesSpace: Bool, expected: String) {
    #expect(FlowedText.unfold(source, deletesSpace: deletesSpace) == expected)
  }

  @Test(arguments: [
    ("<p>Hi</p><p>there</p>", "Hi\n\nthere"),
    ("a<br>b<BR/>c", "a\nb\nc"),
    ("a<br><br>b", "a\n\nb"),
    ("one\n  two\t three", "one two three"),
    ("4111 <b>1111</b> <span>11</span>11 1111", "4111 1111 1111 1111"),
    ("4111&nbsp;1111&#160;1111&#xA0;1111", "4111 1111 1111 1111"),
    ("anna&#64;example&period;org", "anna@example.org"),
    (
      "&amp;lt; &lt;b&gt; &unknown; & &#0; &#x110000; &#128;",
      "&lt; <b> &unknown; & \u{FFFD} \u{FFFD} €"
    ),
    ("&eacute;t&eacute &hearts;", "été ♥"),
    ("<script>alert('</p>')</script>a<style>p{}</style>b", "ab"),
    ("<SCRIPT>x</Script >a", "a"),
    ("<head><title>t</title></head><body>b</body>", "b"),
    ("<!-- c --><!DOCTYPE html><?xml?>a<!--> b <!-- unclosed", "a b"),
    ("<ul><li>a<li>b</ul><ol><li>c</li><li>d</li></ol>", "- a\n- b\n1. c\n2. d"),
    ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
    ("<a href='https://x.example/y'>here</a>", "here <https://x.example/y>"),
    ("<a href=\"https://x.example/\">x.example</a>", "x.example"),
    ("<a href=mailto:a@x.example>a@x.example</a>", "a@x.example"),
    ("<a href=mailto:a@x.example>write</a>", "write <a@x.example>"),
    ("<a href='javascript:x()'>no</a>", "no"),
    ("<blockquote>a<p>b</blockquote>c", "> a\n> \n> b\n\nc"),
    ("<pre>a\n  b</pre>", "a\n  b"),
    ("<img alt='logo' src=x> <img src=y>", "[logo]"),
    ("a<hr>b", "a\n---\nb"),
    ("1 < 2 <3 a<", "1 < 2 <3 a<"),
    ("<div>a<div>b</div>c</div>d", "a\nb\nc\nd"),
    ("<p title='a > b'>x", "x"),
    ("</p></div>x</blockquote>", "x"),
    ("", ""),
  ])
  func `HTML becomes what a person reads`(source: String, expected: String) {
    #expect(HTMLText(source).text == expected)
  }

  @Test(arguments: [
    "<div style='display:none'>hidden</div>seen",
    "<span style=\"color:red; FONT-SIZE : 0px !important\">hidden</span>seen",
    "<p hidden>hidden</p>seen",
    "<div style=visibility:hidden><b>hid</b>den</div>seen",
  ])
  func `hidden text is left out and counted`(source: String) {
    let html = HTMLText(source)
    #expect(html.text.trimmingCharacters(in: .whitespacesAndNewlines) == "seen")
    #expect(html.hiddenByteCount == 6)
  }

  @Test(arguments: [
    "<a", "<script>", "<", "</", "<!", "<div><a href='", "&#", "&", "=\"", "<p ", "<b x=", "<<<>",
  ])
  func `hostile HTML takes linear time`(piece: String) {
    // A quadratic reader would not come back.
    let text = HTMLText(String(repeating: piece, count: 100_000))
    #expect(text.hiddenByteCount == 0)
  }
}
