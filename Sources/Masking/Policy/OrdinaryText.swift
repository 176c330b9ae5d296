/// Words and numbers that stand in any message and are nobody's identifier, and the shapes of those
/// that are: what a site's own patterns are tried on before they are believed.
enum OrdinaryText {
  /// No custom kind may take one of these without a label before it.
  static let samples: [String] =
    words + dates + amounts + (1...16).map { String("1234567890123456".prefix($0)) }

  private static let words = [
    "a", "I", "is", "the", "you", "hello", "please", "refund", "delivery", "information",
    "Wednesday", "Kundenservice", "remerciements", "ok-ish", "e-mail", "A4", "B2B", "3rd", "10x",
  ]

  private static let dates = [
    "2026-05-17", "17.05.2026", "17/05/2026", "5/17/26", "17-05-2026", "2026/05/17", "20260517",
    "May-2026", "10:35", "10.35", "2026", "1-2", "24/7", "17 05 2026",
  ]

  private static let amounts = [
    "12.50", "1.234", "1 234", "12 500", "100-200", "1.2.3", "10.4.2", "2.0.1", "5-10", "16:9",
  ]

  /// The shapes of identifiers, none of which a policy leaves readable wholesale.
  static let identifierShapes: [(kind: IdentifierKind, shape: String)] = [
    (.card, "#{12,19}"), (.card, "####[- ]####[- ]####[- ]####"),
    (.card, "####[- ]######[- ]#####"),
    (.phone, "#{7,13}"), (.phone, "###[-. ]####"), (.phone, "###[-. ]###[-. ]####"),
    (.phone, "#{2,5}[-/ ]#{5,8}"), (.phone, "##([-. ]##){4}"),
    (.iban, "@@##*{11,28}"), (.usSSN, "###-##-####"), (.ukNINO, "@@ ?## ?## ?## ?@"),
    (.itFiscalCode, "@{6}##@##@###@"), (.esNIF, "#{8}-?@"), (.brCPF, "###.###.###-##"),
    (.ipAddress, "#{1,3}.#{1,3}.#{1,3}.#{1,3}"),
    (.macAddress, "[0-9A-F]{2}([-:][0-9A-F]{2}){5}"), (.bankAccount, "##-##-##"),
    (.person, "@{2,24}"), (.passport, "@#{7,9}"), (.vehicle, "*{17}"),
  ]
}
