/// Words that stand in the customers' mail and nowhere else, so that a look for them proves
/// something.
enum Canary {
  static let firstName = "Quirinia"
  static let familyName = "Zwickelbart"
  static let email = "quirinia.zwickelbart@kanarienpost.example"
  static let phone = "+49 30 901820 47"
  static let card = "4539 5787 6362 1486"
  static let iban = "GB82 WEST 1234 5698 7654 32"
  static let password = "Hummelflug!73x"

  static let subjectWord = "Sonnenzelt"
  static let bodyWord = "Kaffeesatzleser"
  static let noteWord = "Notizfuchs"
  static let draftWord = "Entwurfsdachs"
  static let tagWord = "etikettenluchs"
  static let attachmentName = "Vertragskopie"
  static let attachmentBytes = "ANHANGSBYTES-0815-4711"

  /// What stays masked until somebody escalates, each in every form that could slip out.
  static let identifiers = [
    firstName, familyName, "quirinia", "zwickelbart", "kanarienpost", "901820", "90182047",
    "5787 6362", "57876362", "WEST 1234", "WEST1234", password, "Hummelflug",
  ]

  /// What an agent may read and no file may hold in clear.
  static let content = [
    subjectWord, bodyWord, noteWord, draftWord, tagWord, attachmentName, attachmentBytes,
  ]

  static let all = identifiers + content
}
