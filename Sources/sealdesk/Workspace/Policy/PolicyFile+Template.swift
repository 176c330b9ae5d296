import Masking

extension PolicyFile {
  /// What `sealdesk init` writes: the usual policy, spelled out.
  static let template = """
    # What is masked, what shows of it, and what it takes to see the rest.
    # `sealdesk policy check` says what is wrong in here; `sealdesk policy show` says what counts.
    # A change counts from the next start, and is recorded in the log.
    schema: \(schema)

    escalation:
      default_minutes: 5
      longest_minutes: 15
      # What a person may look at in a shift; {agent: 10, supervisor: 20} says it for each role.
      reveals_per_shift: 10
      shifts: ["00:00"]       # when shifts begin: ["06:00", "14:00", "22:00"]
      remask_on_focus_loss: false
      # What it takes to see a kind that names no class of its own, and to save a file.
      # self: a reason and a clock; approval: a supervisor besides, without whom an agent's keys open
      # nothing; break-glass: a supervisor, or in an emergency the passphrase and a review that must
      # follow; never: nobody.
      # {agent: approval, supervisor: self} says it for each role; who is not named never sees it.
      other_kinds: self
      attachments: self
      # How long a request waits for a supervisor, and how long what they approved can be opened.
      request_minutes: 60
      grant_minutes: 30
      # How long break-glass opens a value, and within what time a supervisor has to go over it.
      break_glass: {minutes: 5, review_hours: 24}
      reasons:
        contact: contact the customer
        identity: verify identity
        fraud: fraud check
        legal: legal request
        other: other

    # What the figures of a month are held against (`sealdesk report`): at most so much.
    oversight:
      review_days: 7          # how long a look may wait for its review
      targets:
        looks_per_100_tickets: 20
        minutes_open: 5
        reviews_overdue: 0
        unjustified_percent: 2
        masks_missed: 10
        sent_despite_finding_percent: 5

    # Each kind: “mask: off” leaves it readable, “hint” is what shows beside its token, “class” is what
    # it takes to see it. Secrets and cards are always masked; of secrets nothing shows.
    # Hints: none, initials, first letters, host, last 1 to last 4, country and last 1 to 4, and for cards
    # bin and last 4.
    kinds:
      PERSON: {hint: initials}
      EMAIL: {hint: first letters}
      PHONE: {hint: country and last 2}
      CREDIT_CARD: {hint: last 4}
      IBAN: {hint: country and last 4}
      BANK_ACCOUNT: {hint: last 2}
      URL: {hint: host}
      PASSWORD: {class: never}
      OTP: {class: never}
      CVV: {class: never}
      API_KEY: {class: never}

    # Kinds of your own. In a pattern # is a digit, @ a letter, * either, [A-F] one of some, (AB|CD) a
    # choice, ? behind something makes it optional, {4} and {2,6} count it. With labels it is found behind
    # one of them; “anywhere: on” finds it without as well.
    custom:
    #  MEMBER_CARD:
    #    pattern: "MC-####-####"
    #    labels: [member card, membership number]
    #    checksum: luhn       # or \(checksums)
    #    length: 8-10         # letters and digits
    #    anywhere: on
    #    hint: last 2
    #    class: self

    # What is yours and stays readable. Shapes are patterns, read strictly: they leave no card, phone or
    # bank account readable, and need a letter that is always the same where they have letters.
    allow:
      values: []              # support@example.com, "@example.com" for all addresses there, your IBAN
      shapes: []              # "ORD-######"

    """

  private static let checksums = NamedChecksum.allCases.dropFirst().map(\.rawValue)
    .joined(separator: ", ")
}
