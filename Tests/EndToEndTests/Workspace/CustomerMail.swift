/// Mail of the customer whose every word is a canary.
enum CustomerMail {
  /// One message as it stands in a file.
  static func message(
    id: String, subject: String = "Charged twice, \(Canary.subjectWord)", inReplyTo: String? = nil,
    body: String = complaint
  ) -> String {
    """
    From: \(Canary.firstName) \(Canary.familyName) <\(Canary.email)>
    To: Support <support@desk.example>
    Subject: \(subject)
    Date: Mon, 23 Nov 2026 09:30:00 +0000
    Message-ID: <\(id)@kanarienpost.example>
    \(inReplyTo.map { "In-Reply-To: <\($0)@kanarienpost.example>\n" } ?? "")MIME-Version: 1.0
    Content-Type: text/plain; charset=utf-8

    \(body)

    """
  }

  static let complaint = """
    Hello, I was charged twice for one order, said the \(Canary.bodyWord).
    My card is \(Canary.card), my IBAN \(Canary.iban).
    Please call me on \(Canary.phone). My password is: \(Canary.password)
    \(Canary.firstName) \(Canary.familyName)
    """

  /// A message with a file attached.
  static func withAttachment(id: String) -> String {
    """
    From: \(Canary.firstName) \(Canary.familyName) <\(Canary.email)>
    To: Support <support@desk.example>
    Subject: My contract
    Date: Mon, 23 Nov 2026 10:30:00 +0000
    Message-ID: <\(id)@kanarienpost.example>
    MIME-Version: 1.0
    Content-Type: multipart/mixed; boundary="edge"

    --edge
    Content-Type: text/plain; charset=utf-8

    Here is the contract.
    --edge
    Content-Type: text/plain; name="\(Canary.attachmentName)-\(Canary.familyName).txt"
    Content-Disposition: attachment; filename="\(Canary.attachmentName)-\(Canary.familyName).txt"

    \(Canary.attachmentBytes)
    --edge--

    """
  }

  /// Somebody else, so that a queue has more than one customer.
  static let fromAnother = """
    From: Bo Lind <bo.lind@elsewhere.example>
    To: support@desk.example
    Subject: A teapot without its lid
    Date: Mon, 23 Nov 2026 11:30:00 +0000
    Message-ID: <lid@elsewhere.example>
    Content-Type: text/plain; charset=utf-8

    The lid of my teapot is missing. Can you send one?

    """

  /// A mailbox file (RFC 4155).
  static func mbox(_ messages: [String]) -> String {
    messages.map { "From - Mon Nov 23 09:30:00 2026\n\($0)\n" }.joined()
  }
}
