import ArgumentParser
import Audit
import Desk
import Foundation
import Sealing
import Terminal
import TicketStore
import Tickets

/// Erases a customer, or one ticket.
struct EraseCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase",
    abstract: "Erases a customer, or one ticket, for good; a supervisor may.",
    discussion: """
      A customer goes with tickets, messages, drafts, files and identifiers, and with the key under \
      which all that was sealed: backups of it open no more, unless a copy of the keyring was kept. \
      The log keeps that it was done, and by whom. Of a single ticket only the rows go: its customer \
      stays, and with them what backups hold. Mail that waits is filed first, since it may be theirs. \
      A legal hold refuses. If it is interrupted, run it again.
      """)

  @OptionGroup var options: WorkspaceOptions

  @Option(help: "The customer, as in c-12.")
  var customer: String?

  @Option(help: "The customer to whom this ticket belongs.")
  var customerOfTicket: Int64?

  @Option(help: "This ticket alone.")
  var ticket: Int64?

  @Flag(help: "Says what would be erased, and erases nothing.")
  var dryRun = false

  @Flag(help: "Erases although mail waits that could not be filed.")
  var despiteWaitingMail = false

  @Flag(help: "Does not ask.")
  var yes = false

  @Flag(help: "Prints a line of JSON.")
  var json = false

  func validate() throws {
    let named = [customer != nil, customerOfTicket != nil, ticket != nil]
    guard named.count(where: \.self) == 1 else {
      throw ValidationError("Name one of --customer, --customer-of-ticket and --ticket.")
    }
  }

  func execute(on main: MainLoop) async throws {
    let parts = try await DeskParts<Live>.open(options)
    defer { parts.close() }
    let erasure = parts.erasure
    try await parts.fileWaitingMail()
    let selection = try await selection(in: parts)
    let count = try await erasure.rehearse(selection)
    if dryRun {
      StandardOutput.write(try report(ErasureReport(count, selection)))
      return
    }
    if !yes { try Confirmation.ask("\(count.words) will be gone for good.") }
    let certificate = try await erasure.erase(selection, reached: Self.reach)
    StandardOutput.write(try report(ErasureReport(certificate.count, selection, certificate)))
  }

  private func selection(in parts: DeskParts<Live>) async throws -> ErasureSelection {
    var selection = ErasureSelection()
    selection.leavesWaitingMail = despiteWaitingMail
    if let ticket { selection.tickets = [TicketID(rawValue: ticket)] }
    if let customer { selection.customers = [try FilterOptions.customer(customer)] }
    if let customerOfTicket {
      selection.customers = [
        try await parts.store.customer(of: TicketID(rawValue: customerOfTicket))
      ]
    }
    return selection
  }

  private func report(_ report: ErasureReport) throws -> String {
    json ? try JSONLine.encode(report) + "\n" : report.words
  }

  /// The place where a test kills the process; the store has another.
  static func reach(_ step: RecordErasure<Live>.Step) {
    if case .keysDestroyed = step { Failpoint.reach(.erasureKeys) }
  }
}

extension DeskParts where R == Live {
  /// What erases, holds and carries out the schedule.
  var erasure: RecordErasure<Live> {
    RecordErasure(keeper: store, log: log, files: files, secrets: secrets, user: user)
  }
}

/// What an erasure took away, or would.
struct ErasureReport: Encodable {
  let erased: Bool
  let selectedCustomers: [Int64]
  let customers: Int
  let tickets: Int
  let messages: Int
  let attachments: Int
  let drafts: Int
  let identifiers: Int
  /// The log's entry that certifies it, and its hash.
  let entry: Int64?
  let hash: String?

  init(
    _ count: ErasureCount, _ selection: ErasureSelection,
    _ certificate: RecordErasure<Live>.Certificate? = nil
  ) {
    erased = certificate != nil
    selectedCustomers = selection.customers.map(\.rawValue).sorted()
    customers = count.customers
    tickets = count.tickets
    messages = count.messages
    attachments = count.attachments
    drafts = count.drafts
    identifiers = count.identifiers
    entry = certificate?.entry
    hash = certificate?.hash.hexadecimal
  }

  var words: String {
    let counts =
      "\(tickets) tickets, \(messages) messages, \(attachments) files, \(drafts) drafts, "
      + "\(identifiers) identifiers of \(customers) customers\n"
    guard let entry, let hash else { return "would be erased: " + counts }
    return "erased: " + counts + "certified by entry \(entry) of the log, \(hash)\n"
      + "Copies of keys/ that are kept elsewhere still open backups of it: let them expire.\n"
  }
}

extension ErasureCount {
  /// For a question.
  var words: String {
    "\(customers) customers, \(tickets) tickets, \(messages) messages and \(attachments) files"
  }
}

/// A question before what cannot be undone.
enum Confirmation {
  /// - Throws: `CommandFailure` for any answer but `yes`.
  static func ask(_ what: String) throws {
    guard isatty(STDIN_FILENO) == 1 else {
      throw CommandFailure(.usage, "Nobody can be asked here. Use --yes, or --dry-run first.")
    }
    StandardError.write("\(what) Type yes to go on: ")
    guard readLine() == "yes" else {
      throw CommandFailure(.usage, "Nothing was done.")
    }
  }
}
