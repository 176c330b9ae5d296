import Testing

@testable import Masking

/// A known name is found however it is transcribed, declined and joined.
struct NameTests {
  static func masked(_ text: String, name: String) -> String {
    MaskFilter().mask(text, profile: [ProfileFact(kind: .person, value: name)]).masked
  }

  @Test(arguments: [
    ("Anke Kröger", "Kroeger"), ("Anke Kroeger", "Kröger"), ("Anke Kröger", "Kroger"),
    ("Åse Bjørnstad", "Aase"), ("Aase Bjørnstad", "Åse"), ("Jens Bjørnstad", "Bjoernstad"),
    ("Søren Kjær", "Kjaer"), ("Jörg Weiß", "Weiss"), ("Jörg Weiss", "Weiß"),
    ("Núria Muñoz", "Munoz"), ("Paweł Wałęsa", "Walesa"), ("Pawel Walesa", "Wałęsa"),
    ("Jürgen Müller-Lüdenscheidt", "Luedenscheidt"), ("Bjo\u{308}rn Ek", "Bjoern"),
  ])
  func `a name is found in other spellings`(name: String, written: String) {
    #expect(Self.masked("file \(written)-2.jpg is", name: name) == "file [[PERSON_1]]-2.jpg is")
  }

  @Test(arguments: [
    ("Jan Kowalski", "Kowalskiego"), ("Jan Kowalski", "Kowalskiemu"), ("Anna Nowak", "Anny"),
    ("Anna Nowak", "Annie"), ("Anna Nowak", "Nowakowi"), ("Karl Lindström", "Lindströms"),
    ("Aino Virtanen", "Virtasen"), ("Aino Virtanen", "Virtaselle"), ("Piotr Dudek", "Dudka"),
    ("Peter Schmidt", "Schmidts"), ("Иван Петров", "Петрова"), ("Анна Иванова", "Анны"),
    ("Елена Фёдорова", "Федоровой"), ("Νίκος Παπαδόπουλος", "Παπαδόπουλος"),
  ])
  func `a name is found declined`(name: String, written: String) {
    #expect(Self.masked("von \(written) kam", name: name) == "von [[PERSON_1]] kam")
  }

  @Test(arguments: [
    ("dose-anke-kroeger.jpg", "dose-[[PERSON_1]].jpg"), ("anke_kroger.pdf", "[[PERSON_1]].pdf"),
    ("AnkeKroeger.pdf", "[[PERSON_1]].pdf"), ("it is Anke's", "it is [[PERSON_1]]'s"),
  ])
  func `a name is found in the name of a file`(text: String, expected: String) {
    #expect(Self.masked(text, name: "Anke Kröger") == expected)
  }

  @Test(arguments: [
    ("李明", "我叫李明,我的订单没有到", "我叫[[PERSON_1]],我的订单没有到"),
    ("王 伟", "请找王伟谢谢", "请找[[PERSON_1]]谢谢"),
    ("李明", "李先生在吗", "[[PERSON_1]]先生在吗"),
    ("田中 太郎", "田中太郎と申します", "[[PERSON_1]]と申します"),
    ("田中 太郎", "田中さんへ", "[[PERSON_1]]さんへ"),
    ("김민수", "저는 김민수입니다", "저는 [[PERSON_1]]입니다"),
    ("สมชาย ใจดี", "ผมชื่อสมชายครับ", "ผมชื่อ[[PERSON_1]]ครับ"),
    ("李明", "李\u{200B}明来了", "[[PERSON_1]]来了"),
  ])
  func `a name between characters that need no blanks is found`(
    name: String, text: String, expected: String
  ) {
    #expect(Self.masked(text, name: name) == expected)
  }

  @Test(arguments: [
    ("李明", "我的中国订单"), ("Иван Петров", "Они Готовы"), ("Anna Nowak", "the annals of Annapolis"),
    ("Mark Post", "markets and postings"), ("Joel Noe", "No, Jo"),
  ])
  func `other words of the same shape stay`(name: String, text: String) {
    #expect(Self.masked(text, name: name) == text)
  }
}
